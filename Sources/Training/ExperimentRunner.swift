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
    /// Images whose codes each epoch's report has, where a code is of two numbers. To look changes nothing.
    public let watched: Samples?

    public init(
        context: TrainingContext, store: TrainingStore, cores: Int, isForced: Bool = false, watched: Samples? = nil
    ) {
        self.context = context
        self.store = store
        self.cores = cores
        self.isForced = isForced
        self.watched = watched
    }

    /// Independent trainings run side by side, one core each: that beats splitting small matrices over cores. Cores
    /// that are left over share the loops of the others. Runs of other processes with the same store count too.
    ///
    /// `onStart` is called where a training really begins, with the epochs that a checkpoint spares it, `onDamage` where
    /// one is done again because what was kept of it is damaged, `onFinish` for stored ones too, `onWait` with `true`
    /// where it must wait for another process, and with `false` when that is over; each on the training's thread.
    ///
    /// - Parameter order: the order in which they are started; ``startingOrder(_:)`` where there is none.
    /// - Returns: the results in the experiments' order.
    /// - Throws: `TrainingError`; finished trainings are kept all the same.
    public func run(
        _ experiments: [Experiment], startingIn order: [Int]? = nil,
        onStart: @escaping @Sendable (Experiment, Int) -> Void = { _, _ in },
        onDamage: @escaping @Sendable (Experiment, TrainingError) -> Void = { _, _ in },
        onEpoch: @escaping @Sendable (Experiment, EpochReport) throws -> Void = { _, _ in },
        onFinish: @escaping @Sendable (Trained) -> Void = { _ in },
        onWait: @escaping @Sendable (Bool) -> Void = { _ in }
    ) throws -> [Trained] {
        let slots = try CoreSlots(folder: store.folder.appendingPathComponent(".cores"), count: cores)
        let order = order ?? startingOrder(experiments)
        return try Crew(cores: cores, slots: slots).run(experiments.count, startingIn: order) { index in
            let experiment = experiments[index]
            let trained = try run(experiment, on: slots) {
                onStart(experiment, $0)
            } onDamage: {
                onDamage(experiment, $0)
            } onEpoch: {
                try onEpoch(experiment, $0)
            } onWait: {
                onWait($0)
            }
            onFinish(trained)
            return trained
        }
    }

    private func run(
        _ experiment: Experiment, on slots: CoreSlots, onStart: (Int) -> Void, onDamage: (TrainingError) -> Void,
        onEpoch: (EpochReport) throws -> Void, onWait: (Bool) -> Void
    ) throws -> Trained {
        let model = experiment.initialModel()
        let key = context.key(of: model, plan: experiment.plan, name: experiment.name)
        let kept = store.snapshots(of: experiment, key)
        return try store.withLock(on: key, onWait: onWait) {
            if !isForced, kept.isComplete(upTo: experiment.plan.epochs),
                let stored = try stored(experiment, key, kept, onDamage: onDamage)
            {
                return stored
            }
            // Epochs that are wanted and were not kept can only be had by going through them again.
            let start =
                isForced ? nil : store.checkpoint(of: key).flatMap { kept.isComplete(upTo: $0.epoch) ? $0 : nil }
            // Only now: who waits for another's training of the same thing needs no core.
            return try slots.withCore(onWait: onWait) {
                onStart(start?.epoch ?? 0)
                let record = try train(model, experiment, key, from: start, keeping: kept, onEpoch: onEpoch)
                try store.save(record, of: model, name: experiment.name, key: key)
                return Trained(
                    name: experiment.name, model: model,
                    snapshots: try kept.snapshots(of: experiment, result: model), record: record, key: key,
                    isCached: false)
            }
        }
    }

    /// What the store has; nil where it has nothing, or where that is damaged.
    private func stored(
        _ experiment: Experiment, _ key: TrainingKey, _ kept: SnapshotFolder, onDamage: (TrainingError) -> Void
    ) throws -> Trained? {
        let model = experiment.initialModel()
        do {
            guard let record = try store.load(key, into: model) else { return nil }
            return Trained(
                name: experiment.name, model: model, snapshots: try kept.snapshots(of: experiment, result: model),
                record: record, key: key, isCached: true)
        } catch let error as TrainingError {
            onDamage(error)
            return nil
        }
    }

    /// Trains, keeping checkpoints and the epochs that are wanted.
    private func train(
        _ model: any Autoencoder, _ experiment: Experiment, _ key: TrainingKey, from start: Checkpoint?,
        keeping kept: SnapshotFolder, onEpoch: (EpochReport) throws -> Void
    ) throws -> TrainingRecord {
        let images = watched.map { $0.images(at: 0..<$0.count) }
        do {
            return try train(model, experiment, from: start) { report in
                try kept.keep(model, at: report.epoch)
                try onEpoch(images.map { report.with(planarCodes(of: $0, by: model)) } ?? report)
            } keep: {
                try store.keep($0, of: key)
            }
        } catch let error as TrainingError {
            throw error.naming(checkpoint: store.checkpointFile(of: key))
        }
    }

    func train(
        _ model: any Autoencoder, _ experiment: Experiment, from start: Checkpoint?,
        onEpoch: (EpochReport) throws -> Void, keep: (Checkpoint) throws -> Void
    ) throws -> TrainingRecord {
        let samples = context.dataset.training.prefix(experiment.plan.images)
        let trainer = Trainer(experiment.plan, name: experiment.name)
        let end = try trainer.fit(model, to: samples, from: start, onEpoch: onEpoch, keep: keep)
        let (test, error) = (context.dataset.test, reconstructionError(of: model, on: context.dataset.test))
        guard error.isFinite else {
            throw TrainingError.noTestError(name: experiment.name, error: error, images: test.count)
        }
        return TrainingRecord(
            plan: experiment.plan, parameterCount: model.parameterCount, data: context.dataset.name,
            dataDigest: context.dataset.digest, images: samples.count, losses: end.losses,
            testMSE: error, seconds: end.elapsed, threads: cores,
            peakMemory: peakMemory(), date: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded()))
    }
}

/// Small networks first: their loops are too short to be shared, and the matrix products of large ones are not, so the
/// large ones end sooner where cores become idle.
public func startingOrder(_ experiments: [Experiment]) -> [Int] {
    let sizes = experiments.map { $0.initialModel().parameterCount }
    return experiments.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
}

/// The codes of images, `[image][latent]`; none where they are not of two numbers.
private func planarCodes(of images: Tensor, by model: any Autoencoder) -> [[Float]] {
    let codes = model.encode(images)
    guard codes.shape.rank == 2, codes.shape[1] == 2 else { return [] }
    return codes.withScalars { scalars in (0..<codes.shape[0]).map { [scalars[2 * $0], scalars[2 * $0 + 1]] } }
}

extension EpochReport {
    fileprivate func with(_ codes: [[Float]]) -> EpochReport {
        var report = self
        report.codes = codes
        return report
    }
}
