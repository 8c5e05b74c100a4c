import Datasets
import Foundation
import Networks
import Tensors

/// Trains models by a plan: it knows the order of things and the time, and nothing of what is learned.
public struct Trainer: Sendable {
    public let plan: TrainingPlan
    /// The name in errors.
    public let name: String

    public init(_ plan: TrainingPlan, name: String) {
        self.plan = plan
        self.name = name
    }

    /// Changes the model's parameters, epoch by epoch, and gives the mean loss of each epoch.
    ///
    /// The order of the images and the noise come from the plan's seed, each from a stream of its own.
    /// - Throws: `TrainingError` where there are no images, where a loss is not finite, or where at the end of an epoch a
    ///   tensor of the model is not; what `onEpoch` throws.
    public func fit(
        _ model: any Autoencoder, to samples: Samples, onEpoch: (EpochReport) throws -> Void = { _ in }
    ) throws -> [Double] {
        try fit(model, to: samples, from: nil, onEpoch: onEpoch, keep: { _ in }).losses
    }

    /// The same from a checkpoint on, handing new ones to `keep` about every two seconds.
    /// - Returns: the end of the training.
    func fit(
        _ model: any Autoencoder, to samples: Samples, from checkpoint: Checkpoint?,
        onEpoch: (EpochReport) throws -> Void, keep: (Checkpoint) throws -> Void
    ) throws -> Checkpoint {
        guard samples.count > 0 else { throw TrainingError.noImages(name: name) }
        let adam = Adam(learningRate: plan.learningRate)
        try checkpoint?.restore(model, adam)
        return try flushingDenormals {
            try epochs(of: model, adam, on: samples, from: checkpoint, onEpoch: onEpoch, keep: keep)
        }
    }

    private func epochs(
        of model: any Autoencoder, _ adam: Adam, on samples: Samples, from checkpoint: Checkpoint?,
        onEpoch: (EpochReport) throws -> Void, keep: (Checkpoint) throws -> Void
    ) throws -> Checkpoint {
        let seeds = SeededGenerator(seed: plan.seed)
        var order = checkpoint?.order ?? seeds.stream("order")
        var noise = checkpoint?.noise ?? seeds.stream("noise")
        var losses = checkpoint?.losses ?? []
        let trained = parameters(of: model).map(\.parameter)
        let (before, start) = (checkpoint?.elapsed ?? 0, ContinuousClock.now)
        var elapsed: Double { before + start.duration(to: .now).seconds }
        func present() -> Checkpoint {
            Checkpoint(of: model, adam, losses: losses, elapsed: elapsed, order: order, noise: noise)
        }
        var kept = before
        while losses.count < plan.epochs {
            let batches = EpochOrder(count: samples.count, batchSize: plan.batchSize, using: &order)
            let epoch = losses.count + 1
            losses.append(
                try meanLoss(over: batches) { batch, number in
                    try step(model, trained, adam, on: samples.images(at: batch), &noise, epoch, number)
                })
            try checkTensors(of: model, epoch: epoch, batch: batches.batchCount, loss: losses[epoch - 1])
            if elapsed - kept > 2, epoch < plan.epochs {
                try keep(present())
                kept = elapsed
            }
            let loss = losses[losses.count - 1]
            try onEpoch(EpochReport(epoch: epoch, epochs: plan.epochs, loss: loss, elapsed: elapsed))
        }
        return present()
    }

    private func meanLoss(over batches: EpochOrder, _ step: (ArraySlice<Int>, Int) throws -> Float) rethrows -> Double {
        var (sum, count) = (0.0, 0)
        for batch in batches {
            count += 1
            sum += Double(try step(batch, count))
        }
        return sum / Double(count)
    }

    /// One step of the optimizer; returns the loss before it.
    private func step(
        _ model: any Autoencoder, _ trained: [Parameter], _ adam: Adam, on images: Tensor,
        _ noise: inout SeededGenerator, _ epoch: Int, _ batch: Int
    ) throws -> Float {
        let (loss, gradients) = valueAndGradients { withTrainingMode { model.loss(images, using: &noise) } }
        try check(loss.scalar, of: model, epoch: epoch, batch: batch)
        adam.update(trained, along: gradients)
        return loss.scalar
    }

    private func check(_ loss: Float, of model: any Autoencoder, epoch: Int, batch: Int) throws {
        guard !loss.isFinite else { return }
        // A parameter that is not finite comes from the step before. States are no sign: this batch has changed them.
        let cause = parameters(of: model).first { !$0.parameter.value.isFinite }?.name
        throw diverged(epoch, cause == nil ? batch : batch - 1, Double(loss), cause)
    }

    /// So that nothing is kept that is not finite. One pass over the parameters, a step's smallest part.
    private func checkTensors(of model: any Autoencoder, epoch: Int, batch: Int, loss: Double) throws {
        let cause =
            parameters(of: model).first { !$0.parameter.value.isFinite }?.name
            ?? buffers(of: model).first { !$0.buffer.value.isFinite }?.name
        if let cause { throw diverged(epoch, batch, loss, cause) }
    }

    private func diverged(_ epoch: Int, _ batch: Int, _ loss: Double, _ tensor: String?) -> TrainingError {
        .diverged(
            name: name, epoch: epoch, batch: batch, loss: Float(loss), learningRate: plan.learningRate, tensor: tensor)
    }
}

/// The mean squared error of a model's reconstructions over all pixels of all samples, a thousand at a time.
public func reconstructionError(of model: any Autoencoder, on samples: Samples) -> Double {
    guard samples.count > 0 else { return .nan }
    var total = 0.0
    for start in stride(from: 0, to: samples.count, by: 1_000) {
        let range = start..<min(start + 1_000, samples.count)
        let images = samples.images(at: range)
        total += Double(meanSquaredError(model(images).image, images).scalar) * Double(range.count)
    }
    return total / Double(samples.count)
}

extension Duration {
    package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
