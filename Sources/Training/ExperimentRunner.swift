import Datasets
import Foundation
import Networks

/// Runs experiments on one data set, each once: what the store has under the same key is not trained again, and what
/// was stopped goes on from its last checkpoint.
public struct ExperimentRunner: Sendable {
    public let context: KeyInputs
    public let store: TrainingStore
    /// How many cores may work at once.
    public let cores: Int
    /// True to train what the store has.
    public let isForced: Bool
    /// Images whose codes each epoch's report has, where a code is of two numbers. To look changes nothing.
    public let watched: Samples?
    /// Seconds of training from one checkpoint to the next.
    public let checkpointInterval: Double

    public init(
        context: KeyInputs, store: TrainingStore, cores: Int, isForced: Bool = false, watched: Samples? = nil,
        checkpointInterval: Double = 2
    ) {
        self.context = context
        self.store = store
        self.cores = cores
        self.isForced = isForced
        self.watched = watched
        self.checkpointInterval = checkpointInterval
    }

    /// Independent trainings run side by side, one core each: that beats splitting small matrices over cores. Cores
    /// that are left over share the loops of the others. Runs of other processes with the same store count too.
    ///
    /// - Parameter order: the order in which they are started; ``startingOrder(_:)`` where there is none.
    /// - Returns: the results in the experiments' order.
    /// - Throws: `TrainingError`; finished trainings are kept all the same.
    public func run(
        _ experiments: [AnyExperiment], startingIn order: [Int]? = nil, telling observer: RunObserver = RunObserver()
    ) throws -> [AnyTrained] {
        let slots = try CoreSlots(folder: store.folder.appendingPathComponent(".cores"), count: cores)
        let order = try order ?? startingOrder(experiments)
        return try WorkStealingPool(cores: cores, slots: slots).run(experiments.count, startingIn: order) { index in
            let trained = try run(experiments[index], on: slots, observer)
            observer.onFinish(trained)
            return trained
        }
    }

    /// The same for experiments with a model's type.
    public func run<Model>(
        _ experiments: [Experiment<Model>], startingIn order: [Int]? = nil,
        telling observer: RunObserver = RunObserver()
    ) throws -> [Trained<Model>] {
        try run(experiments.map(\.erased), startingIn: order, telling: observer).map { Trained($0) }
    }

    private func run(_ experiment: AnyExperiment, on slots: CoreSlots, _ observer: RunObserver) throws -> AnyTrained {
        let model = experiment.initialModel()
        let (key, values) = (context.key(of: model, experiment), context.values(behind: model, experiment))
        guard values.doubts.isEmpty else {
            observer.onUnkept(experiment, values.doubts)
            return try slots.withCore(onWait: observer.onWait) {
                observer.onStart(experiment, 0)
                return try trainedBeside(experiment, observer)
            }
        }
        let kept = store.snapshots(of: experiment, key)
        return try store.withLock(on: key, onWait: observer.onWait) {
            if !isForced, let stored = try stored(experiment, key, kept, observer) { return stored }
            // Epochs that are wanted and were not kept can only be had by going through them again.
            let start =
                isForced ? nil : store.checkpoint(of: key).flatMap { kept.isComplete(upTo: $0.epoch) ? $0 : nil }
            // Only now: who waits for another's training of the same thing needs no core.
            return try slots.withCore(onWait: observer.onWait) {
                observer.onStart(experiment, start?.epoch ?? 0)
                let (record, changed) = try train(model, experiment, key, from: start, keeping: kept, observer)
                let trained = try result(of: experiment, model, record, key, kept, isCached: false)
                if let changed {
                    observer.onUnkept(experiment, [ValuesRead.doubt(aboutChanging: changed)])
                    store.remove(key)
                } else {
                    try store.save(record, of: model, name: experiment.name, key: key)
                }
                return trained
            }
        }
    }

    /// What the store has; nil where it has nothing, not all epochs that are wanted, or where it is damaged.
    private func stored(
        _ experiment: AnyExperiment, _ key: TrainingKey, _ kept: SnapshotFolder, _ observer: RunObserver
    ) throws -> AnyTrained? {
        let model = experiment.initialModel()
        do {
            guard let record = try store.load(key, into: model), kept.isComplete(upTo: record.losses.count) else {
                return nil
            }
            return try result(of: experiment, model, record, key, kept, isCached: true)
        } catch let error as TrainingError {
            observer.onDamage(experiment, error)
            return nil
        }
    }

    func result(
        of experiment: AnyExperiment, _ model: any Trainable, _ record: TrainingRecord, _ key: TrainingKey,
        _ kept: SnapshotFolder, isCached: Bool
    ) throws -> AnyTrained {
        AnyTrained(
            experiment: experiment, model: model,
            snapshots: try kept.snapshots(of: experiment, record, result: model), record: record, key: key,
            isCached: isCached)
    }

    /// Trains, and leaves the store alone.
    func trainedBeside(_ experiment: AnyExperiment, _ observer: RunObserver = RunObserver()) throws -> AnyTrained {
        let model = experiment.initialModel()
        let key = context.key(of: model, experiment)
        let folder = store.passingFolder(of: key)
        defer { try? FileManager.default.removeItem(at: folder) }
        let kept = SnapshotFolder(folder: folder, epochs: experiment.keptEpochs, last: experiment.resultEpoch)
        let record = try train(model, experiment, from: nil, events(of: model, experiment, keeping: kept, observer))
        return try result(of: experiment, model, record, key, kept, isCached: false)
    }

    /// Trains, keeping checkpoints and the epochs that are wanted.
    ///
    /// - Returns: with the record the variable outside of the model that has changed meanwhile; nil where none has. No
    ///   checkpoint would hold it, so none is kept from then on.
    private func train(
        _ model: any Trainable, _ experiment: AnyExperiment, _ key: TrainingKey, from start: Checkpoint?,
        keeping kept: SnapshotFolder, _ observer: RunObserver
    ) throws -> (TrainingRecord, changed: String?) {
        let values = context.values(behind: model, experiment)
        func changed() -> String? { context.values(behind: model, experiment).firstChange(from: values) }
        var events = events(of: model, experiment, keeping: kept, observer)
        events.keep = { checkpoint in if changed() == nil { try store.keep(checkpoint, of: key) } }
        do {
            let record = try train(model, experiment, from: start, events)
            return (record, changed())
        } catch let error as TrainingError {
            throw error.naming(checkpoint: store.checkpointFile(of: key))
        }
    }

    private func events(
        of model: any Trainable, _ experiment: AnyExperiment, keeping kept: SnapshotFolder, _ observer: RunObserver
    ) -> TrainingEvents {
        let images = watched.map { $0.images(at: 0..<$0.count) }
        return TrainingEvents { report in
            try kept.keep(model, at: report.epoch)
            try observer.onEpoch(experiment, images.map { report.with(planarCodes(of: $0, by: model)) } ?? report)
        } onWarning: { warning in
            observer.onWarning(experiment, warning)
        }
    }

    func train(
        _ model: any Trainable, _ experiment: AnyExperiment, from start: Checkpoint?, _ events: TrainingEvents
    ) throws -> TrainingRecord {
        let samples = context.dataset.training.prefix(experiment.plan.images)
        let trainer = Trainer(experiment.plan, name: experiment.name, checkpointInterval: checkpointInterval)
        let end = try trainer.fit(model, to: samples, validation: context.dataset.validation, from: start, events)
        return TrainingRecord(
            plan: experiment.plan, parameterCount: model.parameterCount, data: context.dataset.name,
            dataDigest: context.dataset.digest, images: samples.count, unit: samples.arePictures ? "images" : "samples",
            dataSummary: context.dataset.summary, series: end.series.all,
            measures: try measures(of: model, experiment.name), bestEpoch: end.resultEpoch, seconds: end.elapsed,
            threads: cores, peakMemory: peakMemory(),
            date: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded()))
    }

    private func measures(of model: any Trainable, _ name: String) throws -> [Measure] {
        let test = context.dataset.test
        let measures = model.evaluate(test.evaluationData)
        if let other = measures.first(where: { !$0.value.isFinite }) {
            throw TrainingError.noTestError(name: name, measure: other.name, value: other.value, images: test.count)
        }
        return measures
    }
}

/// Small networks first: their loops are too short to be shared, and the matrix products of large ones are not, so the
/// large ones end sooner where cores become idle.
///
/// - Throws: `TrainingError.refused` where two of them would train the same parameters.
public func startingOrder(_ experiments: [AnyExperiment]) throws -> [Int] {
    let models = experiments.map { $0.initialModel() }
    var owners: [ObjectIdentifier: String] = [:]
    for (experiment, model) in zip(experiments, models) {
        for named in parameters(of: model) {
            guard let other = owners.updateValue(experiment.name, forKey: ObjectIdentifier(named.parameter)) else {
                continue
            }
            throw TrainingError.refused(
                name: experiment.name,
                reason:
                    "its \(named.name) is also a parameter of \(other), and both would change it; build each model, and "
                    + "all its parts, inside of its experiment's closure")
        }
    }
    let sizes = models.map(\.parameterCount)
    return experiments.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }
}

/// The codes of images, `[image][latent]`; none where the model has no codes, or where they are not of two numbers.
private func planarCodes(of images: Tensor, by model: any Trainable) -> [[Float]] {
    guard let codes = (model as? any Autoencoder)?.encode(images) else { return [] }
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
