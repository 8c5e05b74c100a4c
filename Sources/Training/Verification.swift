import Foundation
import Networks

/// What came of training again what the store has.
public enum Verification: Equatable, Sendable {
    /// The same bits in every parameter, state and loss.
    case same
    /// Where they first differ, in words.
    case differs(String)
    /// What the store has cannot be read, so that nothing was compared; why, and what to do.
    case unreadable(String)
}

extension ExperimentRunner {
    /// Trains from nothing and compares with what the store has, which stays as it is.
    ///
    /// - Parameters:
    ///   - isWanted: which experiments are done again, by name; the others come out of the store.
    ///   - onVerified: called on the training's thread, with the seconds that it took.
    /// - Returns: the results in the experiments' order: the stored ones, and where those are damaged the new ones.
    /// - Throws: `TrainingError.notStored`, after the others have ended.
    public func verify(
        _ experiments: [Experiment], where isWanted: @escaping @Sendable (String) -> Bool,
        onVerified: @escaping @Sendable (Trained, Verification, Double) -> Void
    ) throws -> [Trained] {
        try Crew(cores: cores).run(experiments.count, startingIn: startingOrder(experiments)) { index in
            let experiment = experiments[index]
            let isWanted = isWanted(experiment.name)
            let stored: Trained
            do {
                stored = try self.stored(experiment)
            } catch let error as TrainingError {
                guard case .damaged = error else { throw error }
                let again = try trainedBeside(experiment)
                if isWanted { onVerified(again, .unreadable("\(error)"), again.record.seconds) }
                return again
            }
            guard isWanted else { return stored }
            let model = experiment.initialModel()
            let record = try train(model, experiment, from: nil, onEpoch: { _ in }, keep: { _ in })
            let result = difference(of: model, record, from: stored).map(Verification.differs) ?? .same
            onVerified(stored, result, record.seconds)
            return stored
        }
    }

    private func stored(_ experiment: Experiment) throws -> Trained {
        let model = experiment.initialModel()
        let key = context.key(of: model, plan: experiment.plan, name: experiment.name)
        guard let record = try store.withLock(on: key, { try store.load(key, into: model) }) else {
            throw TrainingError.notStored(name: experiment.name)
        }
        let snapshots = try store.snapshots(of: experiment, key).snapshots(of: experiment, result: model)
        return Trained(
            name: experiment.name, model: model, snapshots: snapshots, record: record, key: key, isCached: true)
    }
}

extension ExperimentRunner {
    /// Trains, and leaves the store alone.
    private func trainedBeside(_ experiment: Experiment) throws -> Trained {
        let (model, files) = (experiment.initialModel(), FileManager.default)
        let folder = files.temporaryDirectory.appendingPathComponent("aebook-epochs-\(UUID().uuidString)")
        defer { try? files.removeItem(at: folder) }
        let kept = SnapshotFolder(folder: folder, epochs: experiment.keptEpochs, last: experiment.plan.epochs)
        let key = context.key(of: model, plan: experiment.plan, name: experiment.name)
        let record = try train(
            model, experiment, from: nil, onEpoch: { try kept.keep(model, at: $0.epoch) }, keep: { _ in })
        return Trained(
            name: experiment.name, model: model, snapshots: try kept.snapshots(of: experiment, result: model),
            record: record, key: key, isCached: false)
    }
}

/// Where a training just done and the stored one first differ in a bit; nil where they do not.
private func difference(of model: any Autoencoder, _ record: TrainingRecord, from stored: Trained) -> String? {
    for (place, (new, old)) in zip(record.losses, stored.losses).enumerated() where new.bitPattern != old.bitPattern {
        return "the loss of epoch \(place + 1) is \(new), stored is \(old)"
    }
    guard record.losses.count == stored.losses.count else {
        return "it has \(record.losses.count) epochs, stored are \(stored.losses.count)"
    }
    let new =
        parameters(of: model).map { ($0.name, $0.parameter.value) }
        + buffers(of: model).map { ($0.name, $0.buffer.value) }
    let old =
        parameters(of: stored.model).map(\.parameter.value) + buffers(of: stored.model).map(\.buffer.value)
    for ((name, new), old) in zip(new, old) {
        if let place = zip(new.scalars, old.scalars).enumerated().first(where: { $1.0.bitPattern != $1.1.bitPattern }) {
            let (now, then) = place.element
            return "element \(place.offset) of \(name) \(new.shape) is \(now), stored is \(then)"
        }
    }
    guard record.testMSE.bitPattern == stored.testMSE.bitPattern else {
        return "the test error is \(record.testMSE), stored is \(stored.testMSE)"
    }
    return nil
}
