import Foundation

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
    /// All that the training records of the epoch by name, the loss first; none before the first has finished.
    public let values: [NamedNumber]
    /// Where some test images are in the code; nil where nobody asked, or a code is not of two numbers.
    public let codes: CodeMap?

    public init(
        name: String, epoch: Int, epochs: Int, loss: Double, elapsed: Double, remaining: Double, codes: CodeMap? = nil,
        values: [NamedNumber] = []
    ) {
        self.name = name
        self.epoch = epoch
        self.epochs = epochs
        self.loss = loss
        self.elapsed = elapsed
        self.remaining = remaining
        self.codes = codes
        self.values = values
    }
}

/// Codes of two numbers, as points in a plane.
public struct CodeMap: Codable, Equatable, Sendable {
    /// `[image][2]`
    public let points: [[Float]]
    /// `[image]`; for digits, 0 to 9.
    public let labels: [Int]

    public init(points: [[Float]], labels: [Int]) {
        self.points = points
        self.labels = labels
    }
}

/// A number with a name.
public struct NamedNumber: Codable, Equatable, Sendable {
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }
}

/// Numbers by epoch, with a name.
public struct NamedSeries: Codable, Equatable, Sendable {
    public let name: String
    /// Of each epoch from the first; not a number where an epoch has none.
    public let values: [Double]

    public init(_ name: String, _ values: [Double]) {
        self.name = name
        self.values = values
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
    /// What the data are, in a sentence; empty where nobody knows.
    public let dataSummary: String
    /// Training samples, and what these are: `images` or `samples`.
    public let images: Int
    public let unit: String
    /// Mean loss over each epoch's batches.
    public let losses: [Double]
    /// The last of `losses`.
    public let finalLoss: Double
    /// The loss, its terms and whatever else is recorded by epoch.
    public let series: [NamedSeries]
    /// What the finished model's `evaluate` said of the test samples, such as `MSE` or `accuracy`.
    public let measures: [NamedNumber]
    /// The epoch of which the finished model is: the last one, but for early stopping.
    public let bestEpoch: Int
    /// Duration of the training itself, when it ran.
    public let seconds: Double
    public let threads: Int
    /// Adam's step size.
    public let learningRate: Double?
    /// The most memory in bytes that the program held until its end; nil where nobody knows.
    public let peakMemory: Int?
    /// When it finished.
    public let date: Date?
    /// True where the result came out of the store.
    public var cached: Bool

    /// An autoencoder's mean squared error over all pixels of all test images; nil for other models.
    public var testMSE: Double? { measures.first { $0.name == "MSE" }?.value }

    /// Whether the training ended before its plan, or its model is of an earlier epoch.
    public var stoppedEarly: Bool { bestEpoch > 0 && bestEpoch < epochs }

    public init(
        name: String, key: String, parts: [String: String] = [:], parameters: Int, epochs: Int, batch: Int,
        seed: UInt64, data: String,
        dataDigest: String, images: Int, losses: [Double], finalLoss: Double,
        unit: String = "images", dataSummary: String = "", series: [NamedSeries] = [], measures: [NamedNumber] = [],
        bestEpoch: Int = 0, seconds: Double, threads: Int, learningRate: Double? = nil, peakMemory: Int? = nil,
        date: Date? = nil, cached: Bool
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
        self.unit = unit
        self.dataSummary = dataSummary
        self.losses = losses
        self.finalLoss = finalLoss
        self.series = series
        self.measures = measures
        self.bestEpoch = bestEpoch
        self.seconds = seconds
        self.threads = threads
        self.learningRate = learningRate
        self.peakMemory = peakMemory
        self.date = date
        self.cached = cached
    }
}
