/// The data that a book was built from, as its pages name it.
public struct BookData: Codable, Equatable, Sendable {
    /// For readers, such as `MNIST`.
    public let name: String
    /// What else a reader should know of it, as a sentence; empty where there is nothing.
    public let note: String
    /// How many images it trains with, and how many it tests with.
    public let trainingImages: Int
    public let testImages: Int
    /// True where the cells took fewer seeds and epochs; every page says so.
    public let isQuick: Bool

    public init(
        name: String, note: String = "", trainingImages: Int, testImages: Int, isQuick: Bool = false
    ) {
        self.name = name
        self.note = note
        self.trainingImages = trainingImages
        self.testImages = testImages
        self.isQuick = isQuick
    }
}
