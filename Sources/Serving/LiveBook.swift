/// A book while it is served: what its open pages are told.
public struct LiveBook: Codable, Equatable, Sendable {
    public enum ChapterState: String, Codable, Sendable {
        case waiting, running, finished, failed
    }

    public struct Chapter: Codable, Equatable, Sendable {
        /// The page's name without its extension.
        public let name: String
        public let title: String
        public var state: ChapterState

        public init(name: String, title: String, state: ChapterState = .waiting) {
            self.name = name
            self.title = title
            self.state = state
        }
    }

    public var title = ""
    /// Counts the builds, from 1.
    public var build = 0
    public var isBuilding = false
    public var chapters: [Chapter] = []

    public init() {}
}

/// A training under way.
public struct LiveTraining: Codable, Equatable, Sendable {
    /// The build that it belongs to.
    public var build = 0
    public let chapter: String
    public let name: String
    /// Finished epochs, and how many there will be.
    public var epoch: Int
    public let epochs: Int
    /// Mean loss of each epoch; nil where it was not told or is no number.
    public var losses: [Double?]
    /// Estimated seconds to its end; nil before there is an estimate.
    public var remaining: Double?
    public var isFinished = false
    /// Where some test images are in a code of two numbers.
    public var codes: Codes?

    public struct Codes: Codable, Equatable, Sendable {
        /// `[image][2]`
        public let points: [[Float]]
        /// `[image]`
        public let labels: [Int]

        public init(points: [[Float]], labels: [Int]) {
            self.points = points
            self.labels = labels
        }
    }

    public init(chapter: String, name: String, epochs: Int) {
        self.chapter = chapter
        self.name = name
        self.epochs = epochs
        epoch = 0
        losses = []
    }
}

/// Something that is wrong with the book.
public struct LiveError: Codable, Equatable, Sendable {
    /// `chapters/01-first.md:12:3`; empty where it belongs to no place.
    public let place: String
    public let message: String
    /// What to do about it.
    public let help: String?

    public init(place: String = "", message: String, help: String? = nil) {
        self.place = place
        self.message = message
        self.help = help
    }
}
