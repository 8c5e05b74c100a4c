import Datasets
import Foundation
import Networks

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
    /// - Throws: `TrainingError` where there are no images, or where the loss is no finite number.
    public func fit(
        _ model: any Autoencoder, to samples: Samples, onEpoch: (EpochReport) -> Void = { _ in }
    ) throws -> [Double] {
        guard samples.count > 0 else { throw TrainingError.noImages(name: name) }
        return try flushingDenormals { try epochs(of: model, on: samples, onEpoch: onEpoch) }
    }

    private func epochs(
        of model: any Autoencoder, on samples: Samples, onEpoch: (EpochReport) -> Void
    ) throws -> [Double] {
        let seeds = SeededGenerator(seed: plan.seed)
        var (order, noise) = (seeds.stream("order"), seeds.stream("noise"))
        let adam = Adam(learningRate: plan.learningRate)
        let trained = parameters(of: model).map(\.parameter)
        let start = ContinuousClock.now
        return try (1...plan.epochs).map { epoch in
            let batches = EpochOrder(count: samples.count, batchSize: plan.batchSize, using: &order)
            var losses: [Double] = []
            for batch in batches {
                let images = samples.images(at: batch)
                let (loss, gradients) = valueAndGradients { model.loss(images, using: &noise) }
                try check(loss.scalar, epoch: epoch, batch: losses.count + 1)
                adam.update(trained, along: gradients)
                losses.append(Double(loss.scalar))
            }
            let mean = losses.reduce(0, +) / Double(losses.count)
            let elapsed = start.duration(to: .now).seconds
            onEpoch(EpochReport(epoch: epoch, epochs: plan.epochs, loss: mean, elapsed: elapsed))
            return mean
        }
    }

    private func check(_ loss: Float, epoch: Int, batch: Int) throws {
        guard !loss.isFinite else { return }
        throw TrainingError.diverged(
            name: name, epoch: epoch, batch: batch, loss: loss, learningRate: plan.learningRate)
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
