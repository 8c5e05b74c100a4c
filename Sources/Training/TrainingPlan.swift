/// How a model is trained; everything that is not the model or the data.
public struct TrainingPlan: Codable, Equatable, Sendable {
    /// How many training images are used, from the first one on; all where there are fewer.
    public var images: Int
    public var epochs: Int
    /// Images in a step. The last batch of an epoch may be shorter, and is kept.
    public var batchSize: Int
    /// Adam's step size.
    public var learningRate: Float
    /// Where the initial values, the order of the images and the noise come from.
    public var seed: UInt64

    /// - Precondition: images, epochs, batch size and learning rate are positive, and the last is finite.
    public init(
        images: Int = 5_000, epochs: Int = 30, batchSize: Int = 128, learningRate: Float = 1e-3, seed: UInt64 = 42
    ) {
        guard images > 0 && epochs > 0 && batchSize > 0 else {
            fatalError(
                "a plan of \(images) images, \(epochs) epochs and batches of \(batchSize): each must be positive")
        }
        guard learningRate.isFinite && learningRate > 0 else {
            fatalError("a plan with the learning rate \(learningRate): it must be finite and positive")
        }
        self.images = images
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.seed = seed
    }
}
