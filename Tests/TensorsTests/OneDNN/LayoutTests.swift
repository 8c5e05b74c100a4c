import Tensors
import TestSupport
import Testing

/// What a convolution hands on in blocks of channels is, to every operation, the same tensor as its row-major copy.
@Suite struct LayoutTests {
    /// As many channels as fill blocks, and fewer.
    @Test(arguments: [1, 3, 5, 8, 16, 20, 32, 48])
    func everyOperationSeesTheSameNumbers(_ channels: Int) {
        var generator = SeededGenerator(seed: UInt64(channels))
        let (x, y) = (convolved(channels, using: &generator), convolved(channels, using: &generator))
        let copies = (x: Tensor(x.shape, x.scalars), y: Tensor(y.shape, y.scalars))
        let operations: [(String, (Tensor, Tensor) -> Tensor)] = [
            ("relu", { x, _ in relu(x) }), ("sigmoid", { x, _ in sigmoid(x) }), ("sum", { x, _ in x.sum() }),
            ("exponential and sum", { x, _ in x.exp().sum() }), ("+", { $0 + $1 }), ("*", { $0 * $1 }),
            ("sigmoid *", { sigmoid($0) * $1 }), ("flattened", { x, _ in x.flatten() }),
            ("reshaped", { x, _ in x.reshape([x.count]) }), ("gathered", { x, _ in x.take([1, 0, 1]) }),
            ("joined", { concatenate([$0, $1]) }), ("mean square", { meanSquaredError($0, $1) }),
            ("detached", { x, _ in x.detached }), ("places as rows", { x, _ in placesAsRows(x) }),
            ("rows as places", { rowsAsPlaces(placesAsRows($0).square(), like: $1) }),
        ]
        for (name, operation) in operations {
            let expected = operation(copies.x, copies.y).scalars
            #expect(operation(x, y).scalars == expected, "\(name) of \(channels) channels")
            #expect(operation(x, copies.y).scalars == expected, "\(name) of \(channels) channels, mixed")
            #expect(operation(copies.x, y).scalars == expected, "\(name) of \(channels) channels, mixed")
        }
    }

    /// Convolutions, element-wise operations and plain ones in a row, with the gradients back through all of them.
    @Test func gradientsThroughMixedLayouts() {
        var generator = SeededGenerator(seed: 12)
        for channels in [1, 5, 16, 32] {
            let x = Tensor.normal([3, 2, 7, 6], using: &generator)
            let first = Tensor.normal([channels, 2, 3, 3], using: &generator) * 0.3
            let second = Tensor.normal([channels, 16, 3, 3], using: &generator) * 0.3
            let (one, two) = (Tensor.normal([channels], using: &generator), Tensor.normal([16], using: &generator))
            checkGradients(of: [x, first, one, second, two], "\(channels) channels") { inputs in
                let h = sigmoid(conv2d(inputs[0], weight: inputs[1], bias: inputs[2], stride: 2, padding: 1))
                let g = h * h + h.reshape(h.shape)
                let y = convTranspose2d(
                    g, weight: inputs[3], bias: inputs[4], stride: 2, padding: 1, outputPadding: 1)
                return tanh(y).flatten()
            }
        }
    }

    /// Places of images in blocks of channels as rows, and rows as places of such images.
    @Test func gradientsThroughRows() {
        var generator = SeededGenerator(seed: 13)
        for channels in [3, 8, 32] {
            let x = Tensor.normal([2, 16, 5, 3], using: &generator)
            let weight = Tensor.normal([channels, 16, 3, 3], using: &generator) * 0.1
            checkGradients(of: [x, weight], "\(channels) channels") { inputs in
                let y = conv2d(inputs[0], weight: inputs[1], bias: .zeros([channels]), stride: 1, padding: 1)
                return rowsAsPlaces(placesAsRows(y).square(), like: y) * y
            }
        }
    }

    private func convolved(_ channels: Int, using generator: inout SeededGenerator) -> Tensor {
        conv2d(
            .normal([2, 16, 5, 3], using: &generator), weight: .normal([channels, 16, 3, 3], using: &generator) * 0.1,
            bias: .normal([channels], using: &generator), stride: 1, padding: 1)
    }
}
