/// A training under way.
public struct TrainingProgress: Codable, Equatable, Sendable {
    public let name: String
    /// Finished epochs, and how many there will be.
    public let epoch: Int
    public let epochs: Int
    /// Mean loss over the last finished epoch's batches; not a number before the first has finished.
    public let loss: Double
    /// Seconds since the training began, and the estimated rest; that is not a number before the first epoch's end.
    public let elapsed: Double
    public let remaining: Double

    public init(name: String, epoch: Int, epochs: Int, loss: Double, elapsed: Double, remaining: Double) {
        self.name = name
        self.epoch = epoch
        self.epochs = epochs
        self.loss = loss
        self.elapsed = elapsed
        self.remaining = remaining
    }
}

/// What the book keeps of a finished training.
public struct TrainingSummary: Codable, Equatable, Sendable {
    public let name: String
    /// The digest of everything that could change the result.
    public let key: String
    /// What the digest is of, by name: `model`, `plan` and so on.
    public let parts: [String: String]
    public let parameters: Int
    public let epochs: Int
    public let batch: Int
    public let seed: UInt64
    /// The data's name and digest.
    public let data: String
    public let dataDigest: String
    /// Training images.
    public let images: Int
    /// Mean loss over each epoch's batches.
    public let losses: [Double]
    /// The last of `losses`.
    public let finalLoss: Double
    /// Mean squared error over all pixels of all test images.
    public let testMSE: Double
    /// Duration of the training itself, when it ran.
    public let seconds: Double
    public let threads: Int
    /// True where the result came out of the store.
    public let cached: Bool

    public init(
        name: String, key: String, parts: [String: String] = [:], parameters: Int, epochs: Int, batch: Int,
        seed: UInt64, data: String,
        dataDigest: String, images: Int, losses: [Double], finalLoss: Double, testMSE: Double, seconds: Double,
        threads: Int, cached: Bool
    ) {
        self.name = name
        self.key = key
        self.parts = parts
        self.parameters = parameters
        self.epochs = epochs
        self.batch = batch
        self.seed = seed
        self.data = data
        self.dataDigest = dataDigest
        self.images = images
        self.losses = losses
        self.finalLoss = finalLoss
        self.testMSE = testMSE
        self.seconds = seconds
        self.threads = threads
        self.cached = cached
    }
}
