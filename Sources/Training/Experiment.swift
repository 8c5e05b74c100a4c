import Networks

/// A named training that has not run: how its model is made, and the plan.
public struct Experiment: Sendable {
    public let name: String
    public let plan: TrainingPlan
    let makeModel: @Sendable (inout SeededGenerator) -> any Autoencoder

    /// - Parameter makeModel: builds the model; its initial values come from the generator, which the plan seeds.
    public init(
        _ name: String, _ plan: TrainingPlan,
        _ makeModel: @escaping @Sendable (inout SeededGenerator) -> any Autoencoder
    ) {
        self.name = name
        self.plan = plan
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
