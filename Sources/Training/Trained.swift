import Foundation
import Networks

/// A finished training, from just now or from the store.
public struct Trained<Model>: @unchecked Sendable {
    public let erased: AnyTrained
    public let model: Model

    public init(_ erased: AnyTrained) {
        self.erased = erased
        model = typed(erased.model, named: erased.name)
    }

    public var name: String { erased.name }
    /// The model at the epochs that the experiment keeps, in order.
    public var snapshots: [Snapshot<Model>] {
        erased.snapshots.map { Snapshot(epoch: $0.epoch, model: typed($0.model, named: name)) }
    }
    public var record: TrainingRecord { erased.record }
    public var key: TrainingKey { erased.key }
    /// True where the result came out of the store.
    public var isCached: Bool { erased.isCached }

    /// The epoch, from 1, of which the model is: the last one, but for early stopping.
    public var bestEpoch: Int { record.bestEpoch }

    /// The total loss of the last epoch.
    public var finalLoss: Double { record.finalLoss }
    /// The total loss by epoch.
    public var losses: [Double] { record.losses }
    public var seconds: Double { record.seconds }
    public var parameterCount: Int { record.parameterCount }

    /// The values of a named series by epoch: `loss`, a term of the loss, `validation loss`, `learning rate`.
    /// - Precondition: the training has a series of this name.
    public func series(_ name: String) -> [Double] {
        guard let series = record.series.first(where: { $0.name == name }) else {
            let known = record.series.map { "“\($0.name)”" }.joined(separator: ", ")
            fatalError("the training \(self.name) has no series “\(name)”; it has \(known)")
        }
        return series.values
    }

    /// What the model's `evaluate` said of the test samples.
    /// - Precondition: the training has a measure of this name.
    public func measure(_ name: String) -> Double {
        guard let measure = record.measures.first(where: { $0.name == name }) else {
            let known = record.measures.map { "“\($0.name)”" }.joined(separator: ", ")
            fatalError("the training \(self.name) has no measure “\(name)”; it has \(known.isEmpty ? "none" : known)")
        }
        return measure.value
    }

    /// An autoencoder's mean squared error over all pixels of all test images.
    public var testMSE: Double { measure("MSE") }

    /// A model of its own with the values of this one.
    public func copy() -> Model {
        let copy = erased.experiment.initialModel()
        copyValues(of: erased.model, to: copy)
        return typed(copy, named: name)
    }
}

extension Trained: CustomStringConvertible {
    /// Such as `vanilla-32: loss 0.0119, test MSE 0.0151 after 30 epochs`.
    public var description: String {
        func text(_ value: Double) -> String { String(format: "%.4g", value) }
        let measures = record.measures.map { ", test \($0.name) \(text($0.value))" }.joined()
        let epochs = losses.count == 1 ? "1 epoch" : "\(losses.count) epochs"
        return "\(name): loss \(text(finalLoss))\(measures) after \(epochs)"
    }
}

/// A model as it was at the end of an epoch of its training; epoch 0 is before the first step.
public struct Snapshot<Model>: @unchecked Sendable {
    public let epoch: Int
    public let model: Model
}

/// A finished training without its model's type.
public struct AnyTrained: @unchecked Sendable {
    public let experiment: AnyExperiment
    public let model: any Trainable
    public let snapshots: [Snapshot<any Trainable>]
    public let record: TrainingRecord
    public let key: TrainingKey
    public let isCached: Bool

    public var name: String { experiment.name }
}

/// Gives a model the parameters, buffers and kept values of another one that was made in the same way.
private func copyValues(of source: any Trainable, to target: any Trainable) {
    for (old, new) in zip(parameters(of: source), parameters(of: target)) { new.parameter.set(old.parameter.value) }
    for (old, new) in zip(buffers(of: source), buffers(of: target)) { new.buffer.value = old.buffer.value }
    for (old, new) in zip(keptValues(of: source), keptValues(of: target)) {
        do { try new.value.restore(old.value.encoded()) } catch { fatalError("\(old.name) cannot be copied: \(error)") }
    }
}
