import Tensors
import Testing

/// Affine maps against sums in double precision, where inputs are 0 in the whole batch and where derivatives are: large
/// products leave those out, and must not be told from ones that do not.
@Suite struct LinearTests {
    @Test(arguments: [
        // Large ones, the last of a width that fills no vector; and one too small to be packed.
        Sizes(batch: 128, inputs: 196, outputs: 128), Sizes(batch: 64, inputs: 257, outputs: 141),
        Sizes(batch: 33, inputs: 301, outputs: 219), Sizes(batch: 5, inputs: 19, outputs: 7),
    ])
    func deadColumnsMakeNoDifference(_ sizes: Sizes) {
        var generator = SeededGenerator(seed: UInt64(sizes.inputs))
        for liveInputs in [0, 0.01, 0.5, 0.9, 1] as [Float] {
            for liveOutputs in [0, 0.3, 1] as [Float] {
                let x = withDeadColumns([sizes.batch, sizes.inputs], live: liveInputs, using: &generator)
                let dy = withDeadColumns([sizes.batch, sizes.outputs], live: liveOutputs, using: &generator)
                let weight = Tensor.normal([sizes.outputs, sizes.inputs], using: &generator)
                let bias = Tensor.normal([sizes.outputs], using: &generator)
                let name = "\(sizes), \(liveInputs) of the inputs and \(liveOutputs) of the outputs alive"
                expectExact(x, weight, bias, dy, name)
            }
        }
    }

    /// Behind a ReLU nobody asks for the derivative of a dead input.
    @Test func derivativesThroughADeadReLU() {
        var generator = SeededGenerator(seed: 4)
        let before = withDeadColumns([96, 240], live: 0.5, using: &generator)
        let shift = Tensor([96, 240], before.scalars.map { $0 == 0 ? -1 : 0 })
        let (weight, bias) = (Tensor.normal([130, 240], using: &generator), Tensor.zeros([130]))
        let dy = withDeadColumns([96, 130], live: 0.6, using: &generator)
        let parameter = Parameter(before + shift)
        let (_, gradients) = valueAndGradients {
            (linear(relu(parameter.value), weight: weight, bias: bias) * dy).sum()
        }
        let expected = zip(product(dy, weight), parameter.value.scalars).map { $1 > 0 ? $0 : 0 }
        expectClose(gradients[parameter]!, expected, "∂L/∂x behind a ReLU")
    }

    /// A column of which only one number is not 0, or is not a number, is none of zeros; one of -0 is.
    @Test func oneNumberIsEnoughToLive() {
        var generator = SeededGenerator(seed: 9)
        var scalars = [Float](repeating: 0, count: 128 * 200)
        scalars[127 * 200 + 17] = .leastNonzeroMagnitude
        scalars[60 * 200 + 199] = 2
        for row in 0..<128 { scalars[row * 200 + 40] = -0.0 }
        let (weight, bias) = (Tensor.normal([128, 200], using: &generator), Tensor.normal([128], using: &generator))
        expectExact(
            Tensor([128, 200], scalars), weight, bias, Tensor.normal([128, 128], using: &generator), "two numbers")
        scalars[3 * 200 + 5] = .nan
        let y = linear(Tensor([128, 200], scalars), weight: weight, bias: bias).scalars
        let rows = y.indices.filter { y[$0].isNaN }
        #expect(rows == Array(3 * 128..<4 * 128), "the row with a number that is none")
    }

    /// 0 · ∞ is no number, whatever the product's size, and so whether it could leave inputs out.
    @Test(arguments: [
        Sizes(batch: 128, inputs: 196, outputs: 128), Sizes(batch: 64, inputs: 257, outputs: 141),
        Sizes(batch: 5, inputs: 19, outputs: 7),
    ])
    func aWeightThatIsNotFiniteShows(_ sizes: Sizes) {
        var generator = SeededGenerator(seed: 5)
        let x = withDeadColumns([sizes.batch, sizes.inputs], live: 0.3, using: &generator).scalars
        let dead = (0..<sizes.inputs).last { input in (0..<sizes.batch).allSatisfy { x[$0 * sizes.inputs + input] == 0 }
        }!
        var weight = Tensor.normal([sizes.outputs, sizes.inputs], using: &generator).scalars
        for (output, value) in [(1, Float.nan), (4, .infinity), (6, -.infinity)] {
            weight[output * sizes.inputs + dead] = value
        }
        let y = linear(
            Tensor([sizes.batch, sizes.inputs], x), weight: Tensor([sizes.outputs, sizes.inputs], weight),
            bias: .zeros([sizes.outputs])
        ).scalars
        let wrong = y.indices.filter { y[$0].isNaN != [1, 4, 6].contains($0 % sizes.outputs) }
        #expect(wrong.isEmpty, "\(sizes): \(wrong.count) numbers")
    }

    struct Sizes: CustomTestStringConvertible {
        let batch: Int
        let inputs: Int
        let outputs: Int
        var testDescription: String { "\(batch) × \(inputs) → \(outputs)" }
    }

    private func withDeadColumns(
        _ shape: Shape, live: Float, using generator: inout SeededGenerator
    ) -> Tensor {
        let alive = (0..<shape[1]).map { _ in generator.uniform() < live }
        let numbers = Tensor.normal(shape, using: &generator).scalars
        return Tensor(shape, numbers.indices.map { alive[$0 % shape[1]] ? numbers[$0] : 0 })
    }

    /// The value and all three derivatives of L = Σ dy · linear(x).
    private func expectExact(_ x: Tensor, _ weight: Tensor, _ bias: Tensor, _ dy: Tensor, _ name: String) {
        let parameters = [x, weight, bias].map(Parameter.init)
        var y = Tensor(0)
        let (_, gradients) = valueAndGradients {
            y = linear(parameters[0].value, weight: parameters[1].value, bias: parameters[2].value)
            return (y * dy).sum()
        }
        let sums = product(x, weight.transpose())
        expectClose(y, sums.indices.map { sums[$0] + Double(bias.scalars[$0 % bias.count]) }, "y of \(name)")
        expectClose(gradients[parameters[0]]!, product(dy, weight), "∂L/∂x of \(name)")
        expectClose(gradients[parameters[1]]!, product(dy.transpose(), x), "∂L/∂W of \(name)")
        let ones = Tensor([1, dy.shape[0]], repeating: 1)
        expectClose(gradients[parameters[2]]!, product(ones, dy), "∂L/∂b of \(name)")
        // The same map of constants, for which no derivative with respect to x is computed.
        let (_, others) = valueAndGradients {
            (linear(x, weight: parameters[1].value, bias: parameters[2].value) * dy).sum()
        }
        #expect(others[parameters[1]]!.scalars == gradients[parameters[1]]!.scalars, "∂L/∂W of \(name), x constant")
    }

    private func product(_ a: Tensor, _ b: Tensor) -> [Double] {
        let (n, k, m) = (a.shape[0], a.shape[1], b.shape[1])
        let (left, right) = (a.scalars, b.scalars)
        var result = [Double](repeating: 0, count: n * m)
        for row in 0..<n {
            for inner in 0..<k where left[row * k + inner] != 0 {
                let factor = Double(left[row * k + inner])
                for column in 0..<m { result[row * m + column] += factor * Double(right[inner * m + column]) }
            }
        }
        return result
    }

    private func expectClose(_ actual: Tensor, _ expected: [Double], _ name: String) {
        let largest = expected.lazy.map(abs).max() ?? 0
        let difference = zip(actual.scalars, expected).map { abs(Double($0) - $1) }.max() ?? 0
        #expect(difference <= 2e-6 * max(1, largest), "\(name): off by \(difference)")
    }
}
