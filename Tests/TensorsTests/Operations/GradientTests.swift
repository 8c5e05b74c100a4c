import Tensors
import Testing

/// Every operation against finite differences, on shapes and values drawn anew.
@Suite struct GradientTests {
    @Test func functionsOfOneElement() {
        let functions: [(String, (Tensor) -> Tensor)] = [
            ("relu", relu), ("leaky relu", { leakyReLU($0, slope: 0.2) }), ("sigmoid", sigmoid), ("tanh", tanh),
            ("squared", { $0.square() }), ("absolute", { $0.abs() }), ("exponential", { $0.exp() }),
            ("logarithm", { $0.abs().log() }), ("square root", { $0.abs().sqrt() }),
            ("clamped", { $0.clamp(-0.9, 1.1) }), ("plus 2", { $0 + 2 }), ("2 minus", { 2 - $0 }),
            ("times -3", { -3 * $0 }), ("by 4", { $0 / 4 }), ("negated", { -$0 }),
        ]
        var generator = SeededGenerator(seed: 5)
        for (name, function) in functions {
            for _ in 0..<12 {
                let x = awayFromKinks(shape(using: &generator), using: &generator)
                checkGradients(of: [x], "\(name) of \(x.shape)") { function($0[0]) }
            }
        }
    }

    @Test func functionsOfTwoTensors() {
        let functions: [(String, (Tensor, Tensor) -> Tensor)] = [
            ("sum", { $0 + $1 }), ("difference", { $0 - $1 }), ("product", { $0 * $1 }), ("quotient", { $0 / $1 }),
            ("a tensor and itself", { $0 * $0 + $1 }),
        ]
        var generator = SeededGenerator(seed: 6)
        for (name, function) in functions {
            for _ in 0..<12 {
                let shape = shape(using: &generator)
                let (a, b) = (awayFromKinks(shape, using: &generator), awayFromKinks(shape, using: &generator))
                checkGradients(of: [a, b], "\(name) of \(shape)") { function($0[0], $0[1]) }
            }
        }
    }

    @Test func reductionsAndShaping() {
        let functions: [(String, (Tensor) -> Tensor)] = [
            ("sum", { $0.sum() }), ("mean", { $0.mean() }), ("sum of rows", { $0.sum(axis: 0) }),
            ("transposed", { $0.transpose() }), ("reshaped", { $0.reshape([$0.count, 1]) }),
            ("flattened", { $0.reshape([$0.shape[0], 1, $0.shape[1]]).flatten() }),
            ("repeated", { $0.reshape([$0.count]).expandDims(0).broadcast(to: [3, $0.count]) }),
            ("mean magnitude", meanAbsolute),
        ]
        var generator = SeededGenerator(seed: 7)
        for (name, function) in functions {
            for _ in 0..<12 {
                let shape: Shape = [
                    Int.random(in: 1...9, using: &generator), Int.random(in: 1...40, using: &generator),
                ]
                let x = awayFromKinks(shape, using: &generator)
                checkGradients(of: [x], "\(name) of \(shape)") { function($0[0]) }
            }
        }
    }

    @Test func products() {
        var generator = SeededGenerator(seed: 8)
        let small = (0..<30).map { _ in (0..<3).map { _ in Int.random(in: 1...33, using: &generator) } }
        // The large ones are computed in panels, and the last panel is short.
        for n in small + [[64, 130, 300], [131, 257, 70], [70, 300, 130]] {
            let a = Tensor.normal([n[0], n[1]], using: &generator)
            let (b, weight) = (
                Tensor.normal([n[1], n[2]], using: &generator), Tensor.normal([n[2], n[1]], using: &generator)
            )
            let bias = Tensor.normal([n[2]], using: &generator)
            checkGradients(of: [a, b], "product \(n)") { matmul($0[0], $0[1]) }
            checkGradients(of: [a, weight, bias], "linear \(n)") { linear($0[0], weight: $0[1], bias: $0[2]) }
        }
    }

    @Test func meanSquare() {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<12 {
            let shape = shape(using: &generator)
            let target = Tensor.normal(shape, using: &generator)
            let y = Tensor.normal(shape, using: &generator)
            checkGradients(of: [y], "mean square of \(shape)") { meanSquaredError($0[0], target) }
        }
    }

    private func shape(using generator: inout SeededGenerator) -> Shape {
        Shape((0..<Int.random(in: 1...4, using: &generator)).map { _ in Int.random(in: 1...7, using: &generator) })
    }

    /// Values at least 0.3 from 0 and 0.1 from the bounds of `clamped`, so that no difference reaches over a kink.
    private func awayFromKinks(_ shape: Shape, using generator: inout SeededGenerator) -> Tensor {
        Tensor(shape) { elements in
            for place in elements.indices {
                let magnitude = Float.random(in: 0.3...0.8, using: &generator)
                let isFar = Bool.random(using: &generator)
                elements[place] = (isFar ? magnitude + 0.9 : magnitude) * (Bool.random(using: &generator) ? 1 : -1)
            }
        }
    }
}
