/// The data that a book was built from, as its pages name it.
public struct BookData: Codable, Equatable, Sendable {
    /// For readers, such as `MNIST`.
    public let name: String
    /// What else a reader should know of it, as a sentence; empty where there is nothing.
    public let note: String
    /// How many images it trains with, and how many it tests with.
    public let trainingImages: Int
    public let testImages: Int

    public init(name: String, note: String = "", trainingImages: Int, testImages: Int) {
        self.name = name
        self.note = note
        self.trainingImages = trainingImages
        self.testImages = testImages
    }
}
