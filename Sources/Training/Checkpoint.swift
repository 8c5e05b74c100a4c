import Digests
import Foundation
import Networks

/// A training between two epochs: everything that the rest of it depends on. A training that goes on from here ends
/// with the same bits as one that was never stopped.
struct Checkpoint {
    /// The generators of the samples' order, of the loss's noise and of the layers'.
    struct Generators {
        let order, noise, layers: SeededGenerator

        var all: (SeededGenerator, SeededGenerator, SeededGenerator) { (order, noise, layers) }
    }

    /// By epoch.
    let series: SeriesLog
    /// Steps so far.
    let steps: Int
    /// Seconds of training so far.
    let elapsed: Double
    let generators: Generators
    /// Of each group's optimizer, in the groups' order.
    private let optimizers: [OptimizerNumbers]
    private let bestEpoch: Int
    private let bestLoss: Double
    private let tensors: SafeTensors

    /// What an optimizer remembers that is no tensor.
    private struct OptimizerNumbers: Codable {
        let numbers: [String: Double]
        let steps: [String: Int]
    }

    var epoch: Int { series.epochs }
    /// The epoch of which the finished model is.
    var resultEpoch: Int { bestEpoch > 0 ? bestEpoch : epoch }
}

extension Checkpoint {
    private static let (model, best) = ("model.", "best.")

    private static func prefix(ofGroup place: Int) -> String { "optimizer.\(place)." }

    init(
        of model: any Trainable, _ optimization: Optimization, series: SeriesLog, steps: Int, elapsed: Double,
        generators: Generators, stopper: EarlyStopper?
    ) {
        var file = SafeTensors()
        file.add(model, prefix: Self.model)
        let named = parameters(of: model)
        var optimizers: [OptimizerNumbers] = []
        for (place, group) in optimization.groups.enumerated() {
            let content = group.optimizer.memory.content(of: named)
            optimizers.append(OptimizerNumbers(numbers: content.numbers, steps: content.steps))
            file.add(SafeTensors(tensors: content.tensors), prefix: Self.prefix(ofGroup: place))
        }
        if let stopper { file.add(stopper.best, prefix: Self.best) }
        self.init(
            series: series, steps: steps, elapsed: elapsed, generators: generators, optimizers: optimizers,
            bestEpoch: stopper?.bestEpoch ?? 0,
            bestLoss: stopper?.bestLoss ?? .infinity, tensors: file)
    }

    /// Puts the model and its optimizers where they were.
    func restore(_ model: any Trainable, _ optimization: Optimization) throws {
        try tensors.give(to: model, prefix: Self.model)
        guard optimizers.count == optimization.groups.count else {
            throw SafeTensorsError("there are \(optimizers.count) optimizers, not \(optimization.groups.count)")
        }
        let named = parameters(of: model)
        for (place, (group, numbers)) in zip(optimization.groups, optimizers).enumerated() {
            let content = OptimizerMemory.Content(
                numbers: numbers.numbers, steps: numbers.steps,
                tensors: tensors.part(Self.prefix(ofGroup: place)).tensors)
            if let missing = group.optimizer.memory.restore(content, of: named) {
                throw SafeTensorsError("the optimizer's tensor \(missing) is missing or has another shape")
            }
        }
    }

    func stopper(_ rule: EarlyStopping) -> EarlyStopper {
        EarlyStopper(rule, bestEpoch: bestEpoch, bestLoss: bestLoss, best: tensors.part(Self.best))
    }
}

extension Checkpoint {
    /// The numbers beside the tensors, as the file holds them. A generator's state says all about it.
    private struct Numbers: Codable {
        let key: String
        let series: [Series]
        let steps: Int
        let elapsed: Double
        let order, noise, layers: UInt64
        let optimizers: [OptimizerNumbers]
        let bestEpoch: Int
        let bestLoss: Double
    }

    func encoded(key: TrainingKey) throws -> Data {
        let numbers = Numbers(
            key: key.digest, series: series.all, steps: steps, elapsed: elapsed, order: generators.order.state,
            noise: generators.noise.state, layers: generators.layers.state, optimizers: optimizers,
            bestEpoch: bestEpoch, bestLoss: bestLoss)
        var file = tensors
        file.metadata["training"] = String(decoding: try JSONEncoder.ofRecords.encode(numbers), as: UTF8.self)
        return Sealed.seal(try file.encoded())
    }

    /// Nil where the bytes are no checkpoint of the training with this key: then it begins anew.
    init?(decoding data: Data, key: TrainingKey) {
        guard let content = Sealed.open(data), let file = try? SafeTensors(decoding: content),
            let text = file.metadata["training"],
            let numbers = try? JSONDecoder.ofRecords.decode(Numbers.self, from: Data(text.utf8)),
            numbers.key == key.digest
        else { return nil }
        self.init(
            series: SeriesLog(numbers.series), steps: numbers.steps, elapsed: numbers.elapsed,
            generators: Generators(
                order: SeededGenerator(seed: numbers.order), noise: SeededGenerator(seed: numbers.noise),
                layers: SeededGenerator(seed: numbers.layers)),
            optimizers: numbers.optimizers, bestEpoch: numbers.bestEpoch,
            bestLoss: numbers.bestLoss, tensors: file)
    }
}

extension JSONEncoder {
    /// Numbers that are not finite are written too: a series may lack a value.
    static var ofRecords: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return encoder
    }
}

extension JSONDecoder {
    static var ofRecords: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return decoder
    }
}
