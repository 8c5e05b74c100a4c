import Foundation
import Networks

/// What is known of a finished training.
public struct TrainingRecord: Codable, Equatable, Sendable {
    public let plan: TrainingPlan
    public let parameterCount: Int
    /// The data's name and digest, and the number of samples that were trained on.
    public let data: String
    public let dataDigest: String
    public let images: Int
    /// What these are: `images` or `samples`.
    public let unit: String
    /// What the data are, in a sentence.
    public let dataSummary: String
    /// By epoch: `loss`, the loss's named terms, and where there are any `validation loss`, its terms, `learning rate`.
    public let series: [Series]
    /// What the model's `evaluate` said of the test samples.
    public let measures: [Measure]
    /// The epoch, from 1, of which the parameters are: the last one, but for early stopping.
    public let bestEpoch: Int
    /// Duration of the training, without the test.
    public let seconds: Double
    public let threads: Int
    /// The most memory in bytes that the process held until the training's end, trainings beside it included; nil
    /// where the system did not say.
    public let peakMemory: Int?
    /// When it finished.
    public let date: Date

    /// The total loss of each epoch.
    public var losses: [Double] { series.first { $0.name == Series.loss }?.values ?? [] }

    /// The total loss of the last epoch.
    public var finalLoss: Double { losses.last ?? .nan }

    /// An autoencoder's mean squared error over all pixels of all test images; nil for other models.
    public var testMSE: Double? { measures.first { $0.name == "MSE" }?.value }
}

/// A number by epoch.
public struct Series: Codable, Equatable, Sendable {
    /// The name of the total loss.
    public static let loss = "loss"

    public let name: String
    /// Of each epoch from the first; not a number where an epoch has none.
    public internal(set) var values: [Double]

    public init(_ name: String, _ values: [Double]) {
        self.name = name
        self.values = values
    }
}

/// A training under way, after an epoch.
public struct EpochReport: Equatable, Sendable {
    /// Finished epochs, from 1, and how many there will be.
    public let epoch: Int
    public let epochs: Int
    /// The total loss of this epoch.
    public let loss: Double
    /// All series' values of this epoch.
    public var values: [Measure] = []
    /// Seconds since the training began.
    public let elapsed: Double
    /// The codes of the images that the runner watches, `[image][latent]`; none where it watches none, or where a code
    /// is not of two numbers.
    public var codes: [[Float]] = []

    /// Seconds that the rest will take at the pace so far.
    public var remaining: Double { elapsed / Double(epoch) * Double(epochs - epoch) }
}
