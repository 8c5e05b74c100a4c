/// A value that a short text says all of, as far as computing with it goes: a data set by the digest of its samples, a
/// finished training by its key.
public protocol KnownByDigest {
    var digestText: String { get }
}
