import Foundation

/// What is known of a finished training.
public struct TrainingRecord: Codable, Equatable, Sendable {
    public let plan: TrainingPlan
    public let parameterCount: Int
    /// The data's name and digest, and the number of images that were trained on.
    public let data: String
    public let dataDigest: String
    public let images: Int
    /// Mean loss over each epoch's batches.
    public let losses: [Double]
    /// Mean squared error over all pixels of all test images.
    public let testMSE: Double
    /// Duration of the training, without the test.
    public let seconds: Double
    public let threads: Int
    /// The most memory in bytes that the process held until the training's end, trainings beside it included; nil
    /// where the system did not say.
    public let peakMemory: Int?
    /// When it finished.
    public let date: Date

    /// Mean loss over the last epoch's batches.
    public var finalLoss: Double { losses.last ?? .nan }
}

/// A training under way, after an epoch.
public struct EpochReport: Equatable, Sendable {
    /// Finished epochs, from 1, and how many there will be.
    public let epoch: Int
    public let epochs: Int
    /// Mean loss over this epoch's batches.
    public let loss: Double
    /// Seconds since the training began.
    public let elapsed: Double
    /// The codes of the images that the runner watches, `[image][latent]`; none where it watches none, or where a code
    /// is not of two numbers.
    public var codes: [[Float]] = []

    /// Seconds that the rest will take at the pace so far.
    public var remaining: Double { elapsed / Double(epoch) * Double(epochs - epoch) }
}
