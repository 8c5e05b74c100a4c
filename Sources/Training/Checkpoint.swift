import Digests
import Foundation
import Networks

/// A training between two epochs: everything that the rest of it depends on. A training that goes on from here ends
/// with the same bits as one that was never stopped.
struct Checkpoint {
    /// Mean loss of each finished epoch.
    let losses: [Double]
    /// Seconds of training so far.
    let elapsed: Double
    /// The generators of the images' order and of the noise.
    let order: SeededGenerator
    let noise: SeededGenerator
    /// Adam's steps, and the parameters with both moments.
    let step: Int
    let tensors: SafeTensors

    var epoch: Int { losses.count }
}

extension Checkpoint {
    private static let (model, mean, square) = ("model.", "adam.mean.", "adam.square.")

    init(
        of model: any Autoencoder, _ adam: Adam, losses: [Double], elapsed: Double, order: SeededGenerator,
        noise: SeededGenerator
    ) {
        var file = SafeTensors()
        file.add(model, prefix: Self.model)
        for named in parameters(of: model) {
            guard let moments = adam.moments(of: named.parameter) else { continue }
            file.tensors[Self.mean + named.name] = moments.mean
            file.tensors[Self.square + named.name] = moments.square
        }
        self.init(losses: losses, elapsed: elapsed, order: order, noise: noise, step: adam.step, tensors: file)
    }

    /// Puts the model and the optimizer where they were.
    func restore(_ model: any Autoencoder, _ adam: Adam) throws {
        try tensors.give(to: model, prefix: Self.model)
        adam.restore(step: step)
        for named in parameters(of: model) {
            guard let mean = tensors.tensors[Self.mean + named.name],
                let square = tensors.tensors[Self.square + named.name]
            else { continue }
            guard mean.shape == named.parameter.shape && square.shape == named.parameter.shape else {
                throw SafeTensorsError("the moments of \(named.name) have another shape than it")
            }
            adam.restore(mean: mean, square: square, of: named.parameter)
        }
    }
}

extension Checkpoint {
    /// The numbers beside the tensors, as the file holds them. A generator's state says all about it.
    private struct Numbers: Codable {
        let key: String
        let losses: [Double]
        let elapsed: Double
        let order: UInt64
        let noise: UInt64
        let step: Int
    }

    func encoded(key: TrainingKey) throws -> Data {
        let numbers = Numbers(
            key: key.digest, losses: losses, elapsed: elapsed, order: order.state, noise: noise.state, step: step)
        var file = tensors
        file.metadata["training"] = String(decoding: try JSONEncoder().encode(numbers), as: UTF8.self)
        return Sealed.seal(try file.encoded())
    }

    /// Nil where the bytes are no checkpoint of the training with this key: then it begins anew.
    init?(decoding data: Data, key: TrainingKey) {
        guard let content = Sealed.open(data), let file = try? SafeTensors(decoding: content),
            let text = file.metadata["training"],
            let numbers = try? JSONDecoder().decode(Numbers.self, from: Data(text.utf8)), numbers.key == key.digest
        else { return nil }
        self.init(
            losses: numbers.losses, elapsed: numbers.elapsed, order: SeededGenerator(seed: numbers.order),
            noise: SeededGenerator(seed: numbers.noise), step: numbers.step, tensors: file)
    }
}
