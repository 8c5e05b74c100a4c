import Foundation

/// The data that a book is built from: where they lie, what they are, and how it came to them.
public struct ResolvedData: Codable, Equatable, Sendable {
    /// A folder with the four IDX files.
    public let folder: URL
    /// The data set's name and digest; see `Dataset`.
    public let name: String
    public let digest: String
    public let origin: DataOrigin
    public let trainingCount: Int
    public let testCount: Int
    /// The size of every image in pixels.
    public let height: Int
    public let width: Int

    public init(
        folder: URL, name: String, digest: String, origin: DataOrigin, trainingCount: Int, testCount: Int, height: Int,
        width: Int
    ) {
        self.folder = folder
        self.name = name
        self.digest = digest
        self.origin = origin
        self.trainingCount = trainingCount
        self.testCount = testCount
        self.height = height
        self.width = width
    }
}

/// How a book came to its data.
public enum DataOrigin: Codable, Equatable, Sendable {
    case flag
    case variable
    case cache
    /// Fetched just now from these servers.
    case download(mirrors: [String])
    /// Drawn, because MNIST could not be had.
    case drawn(because: String)

    /// The explanation for the reader, without a full stop.
    public var line: String {
        switch self {
        case .flag: "read from the folder given with --data"
        case .variable: "read from the folder that the variable AEBOOK_DATA names"
        case .cache: "read from the user's cache folder"
        case .download(let mirrors):
            "downloaded from \(mirrors.joined(separator: " and ")) and verified by SHA-256"
        case .drawn(let reason): "\(reason), so digits were drawn"
        }
    }
}

/// A folder of data that was asked for and is wrong; nothing else is used in its place.
public struct DataSourceError: Error, Equatable, Sendable, CustomStringConvertible, LocalizedError {
    public enum Place: Equatable, Sendable {
        case flag
        case variable
        case cache
    }

    /// Who named the folder.
    public let place: Place
    public let cause: DatasetError

    public init(place: Place, cause: DatasetError) {
        self.place = place
        self.cause = cause
    }

    public var description: String {
        switch place {
        case .flag: "--data: \(cause)"
        case .variable: "the variable AEBOOK_DATA: \(cause)"
        case .cache:
            "the cache: \(cause) (what is deleted there is made anew; XDG_CACHE_HOME moves the cache elsewhere)"
        }
    }
    public var errorDescription: String? { description }
}
