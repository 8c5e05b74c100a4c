import Digests
import Networks

/// By its key, and by the models as they are now: somebody may have changed them since.
extension AnyTrained: KnownByDigest {
    public var digestText: String {
        let models = [Structure(ofAll: model)] + snapshots.map { Structure(ofAll: $0.model) }
        let now = SHA256.hexadecimal(of: Array(models.map(\.text).joined(separator: "\n").utf8))
        return "\(key.digest) \(now)"
    }
}

extension Trained: KnownByDigest {
    public var digestText: String { erased.digestText }
}
