import Foundation

/// A file as a mirror must deliver it.
public struct RemoteFile: Equatable, Sendable {
    public let name: String
    /// Its length in bytes.
    public let size: Int
    /// Its SHA-256, as 64 hexadecimal digits.
    public let digest: String

    public init(name: String, size: Int, digest: String) {
        self.name = name
        self.size = size
        self.digest = digest
    }

    /// MNIST's files, the small ones first: a server that delivers something else is found out early.
    public static let mnist = [
        RemoteFile(
            name: "t10k-labels-idx1-ubyte.gz", size: 4_542,
            digest: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        RemoteFile(
            name: "train-labels-idx1-ubyte.gz", size: 28_881,
            digest: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        RemoteFile(
            name: "t10k-images-idx3-ubyte.gz", size: 1_648_877,
            digest: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        RemoteFile(
            name: "train-images-idx3-ubyte.gz", size: 9_912_422,
            digest: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
    ]

    /// The servers that have MNIST's files, in the order in which they are asked.
    public static let mnistMirrors = [
        URL(string: "https://storage.googleapis.com/cvdf-datasets/mnist")!,
        URL(string: "https://ossci-datasets.s3.amazonaws.com/mnist")!,
    ]
}

/// How far a download is.
public struct DownloadProgress: Equatable, Sendable {
    /// The file on its way, and the server that it comes from.
    public let file: String
    public let mirror: String
    /// Bytes of all files: received so far, and in all.
    public let received: Int
    public let expected: Int

    /// For the terminal, such as `downloading MNIST from storage.googleapis.com: 4.2 of 11.6 MB`.
    public var line: String {
        "downloading MNIST from \(mirror): \(Self.megabytes(received)) of \(Self.megabytes(expected)) MB"
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
