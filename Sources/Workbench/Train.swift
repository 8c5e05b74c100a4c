import Foundation

/// Finished trainings, by name and in order.
public struct Trainings: Sequence, Sendable {
    public let all: [Trained]

    /// - Precondition: one of the trainings has this name.
    public subscript(name: String) -> Trained {
        guard let trained = all.first(where: { $0.name == name }) else {
            fatalError("no training is called \(name); there are \(all.map(\.name).joined(separator: ", "))")
        }
        return trained
    }

    public func makeIterator() -> IndexingIterator<[Trained]> { all.makeIterator() }
}

/// Runs experiments side by side on the machine's cores, except those whose result is in the store.
/// - Precondition: the names differ.
public func train(_ experiments: [Experiment], on dataset: Dataset) throws -> Trainings {
    let names = experiments.map(\.name)
    guard Set(names).count == names.count else { fatalError("two of the experiments have one name: \(names)") }
    let session = Session.current
    session.transcript.write(.trainingsWanted(names: names))
    let watched = session.request.watchedImages > 0 ? dataset.test.prefix(session.request.watchedImages) : nil
    let runner = ExperimentRunner(
        context: TrainingContext(
            engine: session.request.engineDigest, declarations: session.request.declarationsDigest, dataset: dataset),
        store: TrainingStore(folder: URL(fileURLWithPath: session.request.storeFolder)),
        cores: session.request.threads, isForced: session.request.force, watched: watched)
    let finished = try runner.run(experiments) { experiment in
        session.transcript.write(.trainingProgress(TrainingProgress(beginning: experiment)))
    } onEpoch: { experiment, report in
        session.transcript.write(.trainingProgress(TrainingProgress(experiment.name, report, watched)))
    } onFinish: { trained in
        session.transcript.write(.trainingFinished(TrainingSummary(trained)))
    } onWait: { isWaiting in
        session.transcript.write(isWaiting ? .waitStarted : .waitFinished)
    }
    session.note(finished)
    return Trainings(all: finished)
}

/// Runs one experiment, except where its result is in the store.
public func train(_ experiment: Experiment, on dataset: Dataset) throws -> Trained {
    try train([experiment], on: dataset).all[0]
}

extension TrainingProgress {
    fileprivate init(beginning experiment: Experiment) {
        self.init(
            name: experiment.name, epoch: 0, epochs: experiment.plan.epochs, loss: .nan, elapsed: 0, remaining: .nan)
    }

    fileprivate init(_ name: String, _ report: EpochReport, _ watched: Samples?) {
        let codes = report.codes.isEmpty ? nil : watched.map { CodeMap(points: report.codes, labels: $0.labels) }
        self.init(
            name: name, epoch: report.epoch, epochs: report.epochs, loss: report.loss, elapsed: report.elapsed,
            remaining: report.remaining, codes: codes)
    }
}

extension TrainingSummary {
    fileprivate init(_ trained: Trained) {
        let record = trained.record
        self.init(
            name: trained.name, key: trained.key.digest, parameters: record.parameterCount,
            epochs: record.plan.epochs, batch: record.plan.batchSize, seed: record.plan.seed, data: record.data,
            dataDigest: record.dataDigest, images: record.images, losses: record.losses, finalLoss: record.finalLoss,
            testMSE: record.testMSE, seconds: record.seconds, threads: record.threads,
            // By its shortest text: a `Float` of 0.001 is no `Double` of 0.001.
            learningRate: Double("\(record.plan.learningRate)"), peakMemory: record.peakMemory, date: record.date,
            cached: trained.isCached)
    }
}
