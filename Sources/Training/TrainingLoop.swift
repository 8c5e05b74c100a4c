import Datasets
import Foundation
import Networks
import Tensors

/// One training under way: the epochs, their steps, and what is looked after between them.
final class TrainingLoop {
    private let trainer: Trainer
    private let model: any Trainable
    private let samples: Samples
    private let validation: Samples?
    private let optimization: Optimization
    /// What the model and its optimizers keep outside of checkpoints, as it was at first.
    private let own: OwnProperties

    private var order, noise, layerNoise: SeededGenerator
    private var series = SeriesLog()
    /// Steps so far.
    private var steps = 0
    private var stopper: EarlyStopper?
    private var before = 0.0
    private let start = ContinuousClock.now

    private var plan: TrainingPlan { trainer.plan }
    private var elapsed: Double { before + start.duration(to: .now).seconds }
    private var stepsPerEpoch: Int { (samples.count + plan.batchSize - 1) / plan.batchSize }

    init(_ trainer: Trainer, _ model: any Trainable, samples: Samples, validation: Samples?) throws {
        self.trainer = trainer
        self.model = model
        self.samples = samples
        self.validation = validation
        do throws(OptimizationError) {
            optimization = try Optimization(of: model, plan: trainer.plan)
        } catch {
            throw TrainingError.refused(name: trainer.name, reason: error.reason)
        }
        own = OwnProperties(of: model, optimization.groups)
        let seeds = SeededGenerator(seed: trainer.plan.seed)
        (order, noise, layerNoise) = (seeds.stream("order"), seeds.stream("noise"), seeds.stream("layers"))
        stopper = trainer.plan.earlyStopping.map { EarlyStopper($0) }
    }

    func run(_ events: TrainingEvents) throws -> Checkpoint {
        var kept = before
        while series.epochs < plan.epochs, !(stopper?.isOver(after: series.epochs) ?? false) {
            let values = try runEpoch(events)
            try checkOwnProperties()
            if elapsed - kept > trainer.checkpointInterval, series.epochs < plan.epochs {
                try events.keep(present)
                kept = elapsed
            }
            let loss = values.first?.value ?? .nan
            try events.onEpoch(
                EpochReport(epoch: series.epochs, epochs: plan.epochs, loss: loss, values: values, elapsed: elapsed))
        }
        let end = present
        if let stopper { try give(stopper.best) }
        return end
    }

    private func runEpoch(_ events: TrainingEvents) throws -> [Measure] {
        let epoch = series.epochs + 1
        let batches = EpochOrder(count: samples.count, batchSize: plan.batchSize, using: &order)
        let phase = plan.phase(of: epoch, stepsPerEpoch: stepsPerEpoch)
        var averages = EpochAverages()
        for (place, batch) in batches.enumerated() {
            let loss = try runStep(samples.batch(at: batch), epoch, place + 1, phase)
            averages.add(loss, count: batch.count)
            if place == 0, epoch == phase.start + 1 { warn(of: phase, events) }
        }
        try checkTensors(epoch: epoch, batch: stepsPerEpoch, loss: averages.values[0].value)
        if let validation { try addValidation(validation, epoch, phase, &averages) }
        var values = averages.values
        if let rate = optimization.changingRate(at: step(epoch, phase, steps - 1)) {
            values.append(Measure("learning rate", Double(rate)))
        }
        series.append(values)
        return values
    }

    private func step(_ epoch: Int, _ phase: RunningPhase, _ number: Int, isTraining: Bool = true) -> Step {
        Step(
            epoch: epoch, number: number, count: stepsPerEpoch * plan.epochs, phase: phase, generator: noise,
            optimization: isTraining ? optimization : nil)
    }

    /// One step of the model; returns the loss before it.
    private func runStep(_ batch: Batch, _ epoch: Int, _ place: Int, _ phase: RunningPhase) throws -> Loss {
        var step = step(epoch, phase, steps)
        var layerNoise = layerNoise
        let loss = withTrainingMode(using: &layerNoise) {
            ModelPath.withRoot(model) { model.trainingStep(batch, &step) }
        }
        (noise, self.layerNoise) = (step.generator, layerNoise)
        steps += 1
        if let failed = optimization.failedLoss ?? (loss.total.scalar.isFinite ? nil : loss.total.scalar) {
            throw divergence(failed, epoch, place)
        }
        return loss
    }

    private func addValidation(
        _ validation: Samples, _ epoch: Int, _ phase: RunningPhase, _ averages: inout EpochAverages
    ) throws {
        var step = step(epoch, phase, steps, isTraining: false)
        // The same noise in every epoch, so that only the model makes a difference.
        step.generator = SeededGenerator(seed: plan.seed).stream("validation")
        var part = EpochAverages()
        for batch in validation.evaluationData.batches() {
            let loss = ModelPath.withRoot(model) { model.loss(batch, &step) }
            averages.addEvaluation(loss, count: batch.count, prefix: "validation ")
            part.addEvaluation(loss, count: batch.count, prefix: "")
        }
        let loss = part.values[0].value
        guard loss.isFinite else {
            throw TrainingError.refused(
                name: trainer.name, reason: "the validation loss is \(loss) after epoch \(epoch), and must be a number")
        }
        stopper?.note(loss, of: model, epoch: epoch)
    }

    private func warn(of phase: RunningPhase, _ events: TrainingEvents) {
        warnOfStatistics(events)
        let names = optimization.unreachedParameters(in: phase)
        guard !names.isEmpty else { return }
        let shown = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
        events.onWarning(
            """
            \(shown): no gradient in the first step\(phase.name.isEmpty ? "" : " of the phase “\(phase.name)”"), so \
            \(names.count == 1 ? "it is" : "they are") not trained; the loss does not use \
            \(names.count == 1 ? "it" : "them"), or only through `.detached`
            """)
    }
}

extension TrainingLoop {
    /// A normalization that is not called while the model is trained, or not in training mode.
    private func warnOfStatistics(_ events: TrainingEvents) {
        let names = unseenStatistics(of: model)
        guard !names.isEmpty else { return }
        events.onWarning(
            """
            \(names.joined(separator: ", ")): no batch in training mode in the first step, so that the running mean stays \
            0 and the variance 1; the loss does not use it, or only outside of training mode
            """)
    }
}

// MARK: checkpoints

extension TrainingLoop {
    /// Everything that the rest depends on.
    private var present: Checkpoint {
        Checkpoint(
            of: model, optimization, series: series, steps: steps, elapsed: elapsed,
            generators: .init(order: order, noise: noise, layers: layerNoise), stopper: stopper)
    }

    func restore(_ checkpoint: Checkpoint) throws {
        try checkpoint.restore(model, optimization)
        (order, noise, layerNoise) = checkpoint.generators.all
        (series, steps, before) = (checkpoint.series, checkpoint.steps, checkpoint.elapsed)
        if let rule = plan.earlyStopping { stopper = checkpoint.stopper(rule) }
    }

    private func give(_ best: SafeTensors) throws {
        do throws(SafeTensorsError) { try best.give(to: model) } catch {
            throw TrainingError.refused(name: trainer.name, reason: "the best epoch's model is lost: \(error.reason)")
        }
    }
}

// MARK: checks

extension TrainingLoop {
    private func divergence(_ loss: Float, _ epoch: Int, _ batch: Int) -> TrainingError {
        // A parameter that is not finite comes from the step before. Buffers are no sign: this batch has changed them.
        let cause = parameters(of: model).first { !$0.parameter.value.isFinite }?.name
        return diverged(epoch, cause == nil ? batch : batch - 1, Double(loss), cause)
    }

    /// So that nothing is kept that is not finite. One pass over the parameters, a step's smallest part.
    private func checkTensors(epoch: Int, batch: Int, loss: Double) throws {
        let cause =
            parameters(of: model).first { !$0.parameter.value.isFinite }?.name
            ?? buffers(of: model).first { !$0.buffer.value.isFinite }?.name
        if let cause { throw diverged(epoch, batch, loss, cause) }
    }

    private func diverged(_ epoch: Int, _ batch: Int, _ loss: Double, _ tensor: String?) -> TrainingError {
        .diverged(
            name: trainer.name, epoch: epoch, batch: batch, loss: Float(loss), learningRate: plan.learningRate,
            tensor: tensor)
    }

    /// What changes and is in no checkpoint would be lost by a resume, and the end would be another one.
    private func checkOwnProperties() throws {
        let now = OwnProperties(of: model, optimization.groups)
        if let property = now.firstChange(from: own) {
            throw TrainingError.unkept(name: trainer.name, property: property)
        }
    }
}
