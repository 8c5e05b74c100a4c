import Networks

/// A named training that has not run: how its model is made, and the plan.
public struct Experiment: Sendable {
    public let name: String
    public let plan: TrainingPlan
    /// The epochs at whose end the model is kept, in order; it changes nothing about the training.
    public let keptEpochs: [Int]
    let makeModel: @Sendable (inout SeededGenerator) -> any Autoencoder

    /// - Parameters:
    ///   - epochs: at whose end the model is kept, for ``Trained/snapshots``; epoch 0 is before the first step. What the
    ///     plan does not reach is not kept, so that a shorter plan needs no other list.
    ///   - makeModel: builds the model; its initial values come from the generator, which the plan seeds.
    /// - Precondition: no epoch is negative.
    public init(
        _ name: String, _ plan: TrainingPlan, keeping epochs: [Int] = [],
        _ makeModel: @escaping @Sendable (inout SeededGenerator) -> any Autoencoder
    ) {
        if let other = epochs.first(where: { $0 < 0 }) { fatalError("\(name) has no epoch \(other) to keep") }
        self.name = name
        self.plan = plan
        keptEpochs = Set(epochs).filter { $0 <= plan.epochs }.sorted()
        self.makeModel = makeModel
    }

    /// The model before any training.
    public func initialModel() -> any Autoencoder {
        var generator = SeededGenerator(seed: plan.seed).stream("initial values")
        return makeModel(&generator)
    }
}

/// A finished training, from just now or from the store.
public struct Trained: @unchecked Sendable {
    public let name: String
    public let model: any Autoencoder
    /// The model at the epochs that the experiment keeps, in order.
    public let snapshots: [Snapshot]
    public let record: TrainingRecord
    public let key: TrainingKey
    /// True where the result came out of the store.
    public let isCached: Bool

    public var finalLoss: Double { record.finalLoss }
    public var testMSE: Double { record.testMSE }
    public var losses: [Double] { record.losses }
    public var seconds: Double { record.seconds }
    public var parameterCount: Int { record.parameterCount }
}
