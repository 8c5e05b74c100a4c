import Datasets
import Foundation
import Networks
import Tensors

/// Trains models by a plan: it knows the order of things and the time, and nothing of what is learned.
public struct Trainer: Sendable {
    public let plan: TrainingPlan
    /// The name in errors.
    public let name: String
    /// Seconds of training from one checkpoint to the next.
    let checkpointInterval: Double

    public init(_ plan: TrainingPlan, name: String, checkpointInterval: Double = 2) {
        self.plan = plan
        self.name = name
        self.checkpointInterval = checkpointInterval
    }

    /// Changes the model's parameters, epoch by epoch, and gives the total loss of each epoch.
    ///
    /// The order of the samples, the noise of the loss and that of layers come from the plan's seed, each from a stream
    /// of its own.
    /// - Throws: `TrainingError` where there are no samples, where the model's groups are not what can be trained, where a
    ///   loss is not finite, where at the end of an epoch a tensor of the model is not, or where the model keeps something
    ///   that checkpoints would lose; what `onEpoch` throws.
    public func fit(
        _ model: any Trainable, to samples: Samples, validation: Samples? = nil,
        onEpoch: (EpochReport) throws -> Void = { _ in }
    ) throws -> [Double] {
        let end = try withoutActuallyEscaping(onEpoch) { onEpoch in
            try fit(model, to: samples, validation: validation, from: nil, TrainingEvents(onEpoch: onEpoch))
        }
        return end.series.all.first { $0.name == Series.loss }?.values ?? []
    }

    /// The same from a checkpoint on.
    /// - Returns: the end of the training. With early stopping the model is then as it was after its best epoch.
    func fit(
        _ model: any Trainable, to samples: Samples, validation: Samples?, from checkpoint: Checkpoint?,
        _ events: TrainingEvents
    ) throws -> Checkpoint {
        guard samples.count > 0 else { throw TrainingError.noImages(name: name) }
        let validation = validation.flatMap { $0.count > 0 ? $0 : nil }
        guard plan.earlyStopping == nil || validation != nil else {
            throw TrainingError.refused(
                name: name,
                reason:
                    "early stopping needs validation samples, and the data have none; take some off the training data: `dataset.withValidation(0.1, seed: 1)`"
            )
        }
        return try flushingDenormals {
            let loop = try TrainingLoop(self, model, samples: samples, validation: validation)
            if let checkpoint { try loop.restore(checkpoint) }
            return try loop.run(events)
        }
    }
}

/// What a training tells while it goes on.
struct TrainingEvents {
    var onEpoch: (EpochReport) throws -> Void = { _ in }
    /// Hears of what is most likely a mistake, once.
    var onWarning: (String) -> Void = { _ in }
    var keep: (Checkpoint) throws -> Void = { _ in }
}

/// The mean squared error of a model's reconstructions over all pixels of all samples, a thousand at a time.
public func reconstructionError(of model: any Autoencoder, on samples: Samples) -> Double {
    samples.evaluationData.mean { batch in
        Double(meanSquaredError(model(batch.images).image, batch.images).scalar)
    }
}

extension Duration {
    package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
