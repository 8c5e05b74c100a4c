/// How a model is trained; everything that is not the model or the data. All of it is in the training's key.
public struct TrainingPlan: Codable, Equatable, Sendable {
    /// How many training samples are used, from the first one on; all where there are fewer.
    public var images: Int
    /// Passes over these samples; of a plan with phases their sum.
    public var epochs: Int
    /// Samples in a step. The last batch of an epoch may be shorter, and is kept.
    public var batchSize: Int
    /// The optimizer's step size, which the schedule multiplies.
    public var learningRate: Float
    /// Where the initial values, the order of the samples and the noise come from.
    public var seed: UInt64
    /// Which optimizer updates a model that declares none of its own.
    public var optimizer: OptimizerChoice
    /// How the learning rate goes on from step to step.
    public var schedule: Schedule
    /// The largest Euclidean norm of all gradients of an update together; longer ones are scaled down to it.
    public var clipNorm: Float?
    /// Parts of the training with groups of their own, one after the other; none for one whole.
    public var phases: [Phase]
    public var earlyStopping: EarlyStopping?

    /// - Parameter phases: where there are any, `epochs` is the sum of theirs.
    /// - Precondition: images, epochs, batch size, learning rate and norm are positive, and the last two finite.
    public init(
        images: Int = 5_000, epochs: Int = 30, batchSize: Int = 128, learningRate: Float = 1e-3, seed: UInt64 = 42,
        optimizer: OptimizerChoice = .adam(), schedule: Schedule = .constant, clipNorm: Float? = nil,
        phases: [Phase] = [], earlyStopping: EarlyStopping? = nil
    ) {
        let epochs = phases.isEmpty ? epochs : phases.reduce(0) { $0 + $1.epochs }
        guard images > 0 && epochs > 0 && batchSize > 0 else {
            fatalError(
                "a plan of \(images) images, \(epochs) epochs and batches of \(batchSize): each must be positive")
        }
        guard learningRate.isFinite && learningRate > 0 else {
            fatalError("a plan with the learning rate \(learningRate): it must be finite and positive")
        }
        if let clipNorm {
            guard clipNorm.isFinite && clipNorm > 0 else { fatalError("gradients cannot be clipped to \(clipNorm)") }
        }
        let names = phases.map(\.name)
        guard Set(names).count == names.count else { fatalError("two phases of a plan have one name: \(names)") }
        self.images = images
        self.epochs = epochs
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.seed = seed
        self.optimizer = optimizer
        self.schedule = schedule
        self.clipNorm = clipNorm
        self.phases = phases
        self.earlyStopping = earlyStopping
    }

    /// The same for data that are no images.
    public init(
        samples: Int, epochs: Int = 30, batchSize: Int = 128, learningRate: Float = 1e-3, seed: UInt64 = 42,
        optimizer: OptimizerChoice = .adam(), schedule: Schedule = .constant, clipNorm: Float? = nil,
        phases: [Phase] = [], earlyStopping: EarlyStopping? = nil
    ) {
        self.init(
            images: samples, epochs: epochs, batchSize: batchSize, learningRate: learningRate, seed: seed,
            optimizer: optimizer, schedule: schedule, clipNorm: clipNorm, phases: phases, earlyStopping: earlyStopping)
    }

    /// The plan's optimizer, before its first step.
    public func makeOptimizer() -> any Optimizer { optimizer.make(learningRate: learningRate) }

    /// The phase to which an epoch belongs, from 1.
    package func phase(of epoch: Int, stepsPerEpoch: Int) -> RunningPhase {
        var start = 0
        for (index, phase) in phases.enumerated() {
            if epoch <= start + phase.epochs {
                return RunningPhase(
                    name: phase.name, index: index, start: start, groups: phase.groups, stepsPerEpoch: stepsPerEpoch)
            }
            start += phase.epochs
        }
        return RunningPhase(name: "", index: 0, start: 0, groups: nil, stepsPerEpoch: stepsPerEpoch)
    }
}

/// A part of a training, in which some groups of the model's parameters are trained.
public struct Phase: Codable, Equatable, Sendable {
    /// What `step.phase.name` says meanwhile.
    public var name: String
    public var epochs: Int
    /// The names of the groups that are trained; nil for all.
    public var groups: [String]?

    /// - Precondition: there is an epoch, and a group where groups are named.
    public init(_ name: String, epochs: Int, training groups: [String]? = nil) {
        guard epochs > 0 else { fatalError("the phase \(name) has \(epochs) epochs, and must have at least 1") }
        guard groups?.isEmpty != true else { fatalError("the phase \(name) trains no group") }
        self.name = name
        self.epochs = epochs
        self.groups = groups
    }
}

/// Ends a training when a number has not become smaller for some epochs, and gives back the model as it was when that
/// number was smallest.
///
/// Source: Prechelt, "Early Stopping – But When?", 1998.
public struct EarlyStopping: Codable, Equatable, Sendable {
    /// Epochs without an improvement after which the training ends.
    public var patience: Int
    /// How much smaller than the best so far a number must be to count as an improvement.
    public var minimumImprovement: Double

    /// Stops on the mean loss over the data set's validation samples.
    /// - Precondition: patience is at least 1.
    public init(patience: Int, minimumImprovement: Double = 0) {
        guard patience > 0 else { fatalError("a patience of \(patience) epochs, and it must be at least 1") }
        guard minimumImprovement >= 0 else { fatalError("a minimum improvement of \(minimumImprovement)") }
        self.patience = patience
        self.minimumImprovement = minimumImprovement
    }
}
