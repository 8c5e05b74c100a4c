import Foundation

/// The data that the chapters run with.
public struct RunData: Codable, Equatable, Sendable {
    /// A folder with the four IDX files.
    public let folder: URL
    /// For readers, such as `MNIST`.
    public let name: String
    /// The digest of the decoded images and labels.
    public let digest: String
    /// True to show the whole book soon: cells are told, and take fewer seeds and epochs. The name says it too.
    public let isQuick: Bool

    public init(folder: URL, name: String, digest: String, isQuick: Bool = false) {
        self.folder = folder
        self.name = name
        self.digest = digest
        self.isQuick = isQuick
    }
}
