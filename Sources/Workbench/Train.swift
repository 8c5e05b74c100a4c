import Foundation

/// Finished trainings, by name and in order.
public struct Trainings<Model>: Sequence, Sendable {
    public let all: [Trained<Model>]

    /// - Precondition: one of the trainings has this name.
    public subscript(name: String) -> Trained<Model> {
        guard let trained = all.first(where: { $0.name == name }) else {
            fatalError("no training is called \(name); there are \(all.map(\.name).joined(separator: ", "))")
        }
        return trained
    }

    public func makeIterator() -> IndexingIterator<[Trained<Model>]> { all.makeIterator() }
}

/// Runs experiments side by side on the machine's cores, except those whose result is in the store.
///
/// Models of different types stand in one array as `any Autoencoder` or `any Trainable`; to keep their types, pass the
/// experiments as arguments of their own.
/// - Precondition: the names differ.
public func train<Model>(_ experiments: [Experiment<Model>], on dataset: Dataset) throws -> Trainings<Model> {
    Trainings(all: try trainAll(experiments.map(\.erased), on: dataset).map { Trained($0) })
}

/// Runs one experiment, or several side by side, each result with its own model's type, except those whose result is in
/// the store.
/// - Precondition: the names differ.
public func train<each Model>(
    _ experiment: repeat Experiment<each Model>, on dataset: Dataset
) throws -> (repeat Trained<each Model>) {
    var erased: [AnyExperiment] = []
    repeat erased.append((each experiment).erased)
    var finished = try trainAll(erased, on: dataset)[...]
    return (repeat (each experiment).result(from: finished.removeFirst()))
}

private func trainAll(_ experiments: [AnyExperiment], on dataset: Dataset) throws -> [AnyTrained] {
    let names = experiments.map(\.name)
    guard Set(names).count == names.count else { fatalError("two of the experiments have one name: \(names)") }
    let session = Session.current
    session.transcript.write(.trainingsWanted(names: names))
    let start = ContinuousClock.now
    defer { session.transcript.write(.trainingsFinished(seconds: start.duration(to: .now).seconds)) }
    let watched = session.request.watchedImages > 0 ? dataset.test.prefix(session.request.watchedImages) : nil
    // It makes the models as they are before, and whatever they read then is in the keys.
    let order = try startingOrder(experiments)
    session.tellFiles()
    let runner = runner(for: session, dataset, watching: watched)
    let finished =
        if let verified = session.request.verified {
            try verify(experiments, verified, runner, session)
        } else {
            try runner.run(experiments, startingIn: order, telling: observer(session, watching: watched))
        }
    forget(finished, reading: session.tellFiles(), runner.store)
    for name in session.note(finished) {
        say(
            "warning: two different trainings of this chapter are called \(name); give each a name of its own, so that "
                + "the appendix, `aebook why` and `aebook verify` can tell them apart")
    }
    return finished
}

/// A training that has read files while it went on is not kept: no key tells of those.
private func forget(_ finished: [AnyTrained], reading files: [FileRead], _ store: TrainingStore) {
    guard !files.isEmpty else { return }
    for trained in finished where !trained.isCached && store.contains(trained.key) {
        store.remove(trained.key)
        say("\(trained.name) is not kept: \(files[0].path) was read while it was trained; read it before")
    }
}

private func observer(_ session: Session, watching watched: Samples?) -> RunObserver {
    var observer = RunObserver()
    observer.onStart = { experiment, epochs in
        session.transcript.write(.trainingProgress(TrainingProgress(beginning: experiment, after: epochs)))
    }
    observer.onDamage = { experiment, error in say("\(experiment.name) is trained again: \(error)") }
    observer.onWarning = { experiment, warning in say("warning: \(experiment.name): \(warning)") }
    observer.onUnkept = { experiment, reasons in
        for reason in reasons { say("warning: \(experiment.name) is not kept: \(reason)") }
    }
    observer.onEpoch = { experiment, report in
        session.transcript.write(.trainingProgress(TrainingProgress(experiment.name, report, watched)))
    }
    observer.onFinish = { session.transcript.write(.trainingFinished(TrainingSummary($0))) }
    observer.onWait = { session.transcript.write($0 ? .waitStarted : .waitFinished) }
    return observer
}

private func say(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }

private func runner(
    for session: Session, _ dataset: Dataset, watching watched: Samples?
) -> ExperimentRunner {
    let request = session.request
    let context = KeyInputs(
        code: request.ingredients(
            reading: session.files.all, hasChangedObjects: ChangeClock.changesOfOlder > 0),
        dataset: dataset, values: session.values.present)
    return ExperimentRunner(
        context: context, store: TrainingStore(folder: URL(fileURLWithPath: request.storeFolder)),
        cores: request.threads, isForced: request.force, watched: watched,
        checkpointInterval: request.checkpointInterval)
}

/// Trains again what the store has, and says whether it came out the same.
private func verify(
    _ experiments: [AnyExperiment], _ wanted: Set<String>, _ runner: ExperimentRunner, _ session: Session
) throws -> [AnyTrained] {
    try runner.verify(experiments) {
        wanted.isEmpty || wanted.contains($0)
    } onVerified: { trained, result, seconds in
        let difference: String? = if case .differs(let place) = result { place } else { nil }
        let damage: String? = if case .unreadable(let reason) = result { reason } else { nil }
        session.transcript.write(
            .trainingVerified(
                TrainingVerification(
                    name: trained.name, key: trained.key.digest, difference: difference, damage: damage,
                    seconds: seconds)))
    }
}

extension TrainingProgress {
    fileprivate init(beginning experiment: AnyExperiment, after epoch: Int) {
        self.init(
            name: experiment.name, epoch: epoch, epochs: experiment.plan.epochs, loss: .nan, elapsed: 0, remaining: .nan
        )
    }

    fileprivate init(_ name: String, _ report: EpochReport, _ watched: Samples?) {
        let codes = report.codes.isEmpty ? nil : watched.map { CodeMap(points: report.codes, labels: $0.labels) }
        self.init(
            name: name, epoch: report.epoch, epochs: report.epochs, loss: report.loss, elapsed: report.elapsed,
            remaining: report.remaining, codes: codes, values: report.values.map { NamedNumber($0.name, $0.value) })
    }
}

extension TrainingSummary {
    fileprivate init(_ trained: AnyTrained) {
        let record = trained.record
        self.init(
            name: trained.name, key: trained.key.digest, parts: trained.key.parts, parameters: record.parameterCount,
            epochs: record.plan.epochs, batch: record.plan.batchSize, seed: record.plan.seed, data: record.data,
            dataDigest: record.dataDigest, images: record.images, losses: record.losses, finalLoss: record.finalLoss,
            unit: record.unit, dataSummary: record.dataSummary,
            series: record.series.map { NamedSeries($0.name, $0.values) },
            measures: record.measures.map { NamedNumber($0.name, $0.value) }, bestEpoch: record.bestEpoch,
            seconds: record.seconds, threads: record.threads,
            // By its shortest text: a `Float` of 0.001 is no `Double` of 0.001.
            learningRate: Double("\(record.plan.learningRate)"), peakMemory: record.peakMemory, date: record.date,
            cached: trained.isCached)
    }
}
