import Networks
import TestSupport

extension Tensor {
    init(_ fixture: FixtureTensor) { self.init(Shape(fixture.shape), fixture.data) }
}

extension Fixture {
    func input(_ name: String) -> Tensor {
        guard let tensor = inputs[name] else { fatalError("\(self.name) has no input \(name)") }
        return Tensor(tensor)
    }

    /// Gives the parameters of a model the case's values, by PyTorch's names with `rename` applied to ours.
    func load(into model: Any, rename: (String) -> String) {
        for named in parameters(of: model) {
            guard let value = params[rename(named.name)] else { fatalError("\(name) has no parameter \(named.name)") }
            named.parameter.set(Tensor(value))
        }
    }
}

/// Where our path of a parameter is PyTorch's.
func unchanged(_ name: String) -> String { name }

/// A dense autoencoder of any sizes, as the fixtures have it.
final class SmallDense: Autoencoder {
    let encoder: Sequential
    let decoder: Sequential

    init(sizes: [Int], codeEnd: [any Layer] = []) {
        var generator = SeededGenerator(seed: 1)
        func dense(_ sizes: [Int], end: [any Layer]) -> Sequential {
            var layers: [any Layer] = []
            for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
                if !layers.isEmpty { layers.append(ReLU()) }
                layers.append(Linear(inputs, outputs, using: &generator))
            }
            return Sequential(layers + end)
        }
        encoder = dense(sizes, end: codeEnd)
        decoder = dense(sizes.reversed(), end: [Sigmoid()])
    }

    func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
        meanSquaredError(self(images).image, images)
    }
}
