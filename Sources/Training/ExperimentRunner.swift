import Datasets
import Foundation
import Networks

/// Runs experiments on one data set, each once: what the store has under the same key is not trained again, and what
/// was stopped goes on from its last checkpoint.
public struct ExperimentRunner: Sendable {
    public let context: TrainingContext
    public let store: TrainingStore
    /// How many cores may work at once.
    public let cores: Int
    /// True to train what the store has.
    public let isForced: Bool

    public init(context: TrainingContext, store: TrainingStore, cores: Int, isForced: Bool = false) {
        self.context = context
        self.store = store
        self.cores = cores
        self.isForced = isForced
    }

    /// Independent trainings run side by side, one core each: that beats splitting small matrices over cores. Cores
    /// that are left over share the loops of the others.
    ///
    /// `onStart` is called where a training really begins, with the epochs that a checkpoint spares it, `onDamage` where one is done again because what was kept of it
    /// is damaged, `onFinish` for stored ones too, each on the training's thread.
    ///
    /// - Returns: the results in the experiments' order.
    /// - Throws: `TrainingError`; finished trainings are kept all the same.
    public func run(
        _ experiments: [Experiment],
        onStart: @escaping @Sendable (Experiment, Int) -> Void = { _, _ in },
        onDamage: @escaping @Sendable (Experiment, TrainingError) -> Void = { _, _ in },
        onEpoch: @escaping @Sendable (Experiment, EpochReport) throws -> Void = { _, _ in },
        onFinish: @escaping @Sendable (Trained) -> Void = { _ in }
    ) throws -> [Trained] {
        try Crew(cores: cores).run(experiments.count, startingIn: startingOrder(experiments)) { index in
            let experiment = experiments[index]
            let trained = try run(experiment) {
                onStart(experiment, $0)
            } onDamage: {
                onDamage(experiment, $0)
            } onEpoch: {
                try onEpoch(experiment, $0)
            }
            onFinish(trained)
            return trained
        }
    }

    private func run(
        _ experiment: Experiment, onStart: (Int) -> Void, onDamage: (TrainingError) -> Void,
        onEpoch: (EpochReport) throws -> Void
    ) throws -> Trained {
        var model = experiment.initialModel()
        let key = context.key(of: model, plan: experiment.plan, name: experiment.name)
        return try store.withLock(on: key) {
            do {
                if !isForced, let record = try store.load(key, into: model) {
                    return Trained(name: experiment.name, model: model, record: record, key: key, isCached: true)
                }
            } catch let error as TrainingError {
                onDamage(error)
                model = experiment.initialModel()
            }
            let start = isForced ? nil : store.checkpoint(of: key)
            onStart(start?.epoch ?? 0)
            let record: TrainingRecord
            do {
                record = try train(model, experiment, from: start, onEpoch: onEpoch) { try store.keep($0, of: key) }
            } catch let error as TrainingError {
                throw error.naming(checkpoint: store.checkpointFile(of: key))
            }
            try store.save(record, of: model, name: experiment.name, key: key)
            return Trained(name: experiment.name, model: model, record: record, key: key, isCached: false)
        }
    }

    func train(
        _ model: any Autoencoder, _ experiment: Experiment, from start: Checkpoint?,
        onEpoch: (EpochReport) throws -> Void, keep: (Checkpoint) throws -> Void
    ) throws -> TrainingRecord {
        let samples = context.dataset.training.prefix(experiment.plan.images)
        let trainer = Trainer(experiment.plan, name: experiment.name)
        let end = try trainer.fit(model, to: samples, from: start, onEpoch: onEpoch, keep: keep)
        return TrainingRecord(
            plan: experiment.plan, parameterCount: model.parameterCount, data: context.dataset.name,
            dataDigest: context.dataset.digest, images: samples.count, losses: end.losses,
            testMSE: reconstructionError(of: model, on: context.dataset.test), seconds: end.elapsed, threads: cores)
    }
}

/// Small networks first: their loops are too short to be shared, and the matrix products of large ones are not, so the
/// large ones end sooner where cores become idle.
public func startingOrder(_ experiments: [Experiment]) -> [Int] {
    let sizes = experiments.map { $0.initialModel().parameterCount }
    return experiments.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
}
