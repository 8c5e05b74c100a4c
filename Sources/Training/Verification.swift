import Foundation
import Networks

/// What came of training again what the store has.
public enum Verification: Equatable, Sendable {
    /// The same bits in every parameter, state and loss.
    case same
    /// Where they first differ, in words.
    case differs(String)
    /// The store has nothing of it, or nothing that can be read, so that nothing was compared; why, and what to do.
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
        _ experiments: [AnyExperiment], where isWanted: @escaping @Sendable (String) -> Bool,
        onVerified: @escaping @Sendable (AnyTrained, Verification, Double) -> Void
    ) throws -> [AnyTrained] {
        try WorkStealingPool(cores: cores).run(experiments.count, startingIn: try startingOrder(experiments)) { index in
            let experiment = experiments[index]
            let isWanted = isWanted(experiment.name)
            if let doubt = doubts(about: experiment).first {
                let again = try trainedBeside(experiment)
                if isWanted { onVerified(again, .unreadable("it is not kept: \(doubt)"), again.record.seconds) }
                return again
            }
            let stored: AnyTrained
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
            let record = try train(model, experiment, from: nil, TrainingEvents())
            let result = difference(of: model, record, from: stored).map(Verification.differs) ?? .same
            onVerified(stored, result, record.seconds)
            return stored
        }
    }

    /// The same for experiments with a model's type.
    public func verify<Model>(
        _ experiments: [Experiment<Model>], where isWanted: @escaping @Sendable (String) -> Bool,
        onVerified: @escaping @Sendable (AnyTrained, Verification, Double) -> Void
    ) throws -> [Trained<Model>] {
        try verify(experiments.map(\.erased), where: isWanted, onVerified: onVerified).map { Trained($0) }
    }

    private func doubts(about experiment: AnyExperiment) -> [String] {
        context.values(behind: experiment.initialModel(), experiment).doubts
    }

    private func stored(_ experiment: AnyExperiment) throws -> AnyTrained {
        let model = experiment.initialModel()
        let key = context.key(of: model, experiment)
        guard let record = try store.withLock(on: key, { try store.load(key, into: model) }) else {
            throw TrainingError.notStored(name: experiment.name)
        }
        return try result(
            of: experiment, model, record, key, store.snapshots(of: experiment, key), isCached: true)
    }
}

/// Where a training just done and the stored one first differ in a bit; nil where they do not.
private func difference(of model: any Trainable, _ record: TrainingRecord, from stored: AnyTrained) -> String? {
    difference(of: record.series, from: stored.record.series) ?? difference(of: model, from: stored.model)
        ?? difference(of: record.measures, from: stored.record.measures)
}

private func difference(of new: [Series], from old: [Series]) -> String? {
    guard new.map(\.name) == old.map(\.name) else {
        return "it has the series \(new.map(\.name)), stored are \(old.map(\.name))"
    }
    for (new, old) in zip(new, old) {
        for (place, (now, then)) in zip(new.values, old.values).enumerated() where now.bitPattern != then.bitPattern {
            return "the \(new.name) of epoch \(place + 1) is \(now), stored is \(then)"
        }
        guard new.values.count == old.values.count else {
            return "it has \(new.values.count) epochs, stored are \(old.values.count)"
        }
    }
    return nil
}

private func difference(of model: any Trainable, from stored: any Trainable) -> String? {
    let (new, old) = (SafeTensors(parametersOf: model), SafeTensors(parametersOf: stored))
    let names = parameters(of: model).map(\.name) + buffers(of: model).map(\.name)
    for name in names {
        guard let tensor = new.tensors[name], let then = old.tensors[name] else {
            return "\(name) is not in the stored model"
        }
        let pairs = zip(tensor.scalars, then.scalars).enumerated()
        if let place = pairs.first(where: { $1.0.bitPattern != $1.1.bitPattern }) {
            let (now, then) = place.element
            return "element \(place.offset) of \(name) \(tensor.shape) is \(now), stored is \(then)"
        }
    }
    let kept = new.metadata.sorted { $0.key < $1.key }.first { old.metadata[$0.key] != $0.value }
    return kept.map { "\($0.key) is \($0.value), stored is \(old.metadata[$0.key] ?? "nothing")" }
}

private func difference(of new: [Measure], from old: [Measure]) -> String? {
    for (new, old) in zip(new, old) where new.value.bitPattern != old.value.bitPattern {
        return "the test \(new.name) is \(new.value), stored is \(old.value)"
    }
    return new.map(\.name) == old.map(\.name)
        ? nil : "it has the measures \(new.map(\.name)), stored are \(old.map(\.name))"
}
