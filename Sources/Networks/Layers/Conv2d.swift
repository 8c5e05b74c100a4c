/// A convolution over images (cross-correlation, as everywhere in this field).
///
/// Input `[batch, inputs, height, width]`, output `[batch, outputs, h, w]` with h = ⌊(height + 2·padding − kernel) /
/// stride⌋ + 1, and w alike; kernel, stride and padding may differ between the axes. Weight `[outputs, inputs, kernel
/// height, kernel width]` and bias `[outputs]` as in PyTorch, both uniform in ±1/√(inputs · kernel area) at first.
///
/// Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
public final class Conv2d: Layer {
    public let weight: Parameter
    public let bias: Parameter
    public let stride: Pair
    public let padding: Pair

    /// - Precondition: inputs, outputs and kernel are at least 1.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some PerAxis, stride: some PerAxis = 1, padding: some PerAxis = 0,
        using generator: inout SeededGenerator
    ) {
        let kernel = kernel.pair
        checkNumbers(of: "Conv2d", ["inputs": inputs, "outputs": outputs], kernel: kernel)
        let fanIn = inputs * kernel.height * kernel.width
        weight = .uniform([outputs, inputs, kernel.height, kernel.width], fanIn: fanIn, using: &generator)
        bias = .uniform([outputs], fanIn: fanIn, using: &generator)
        self.stride = stride.pair
        self.padding = padding.pair
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let (shape, inputs) = (weight.shape, weight.shape[1])
        let smallest = Pair(max(shape[2] - 2 * padding.height, 1), max(shape[3] - 2 * padding.width, 1))
        guard x.shape.rank == 4, x.shape[1] == inputs, x.shape[2] >= smallest.height, x.shape[3] >= smallest.width
        else {
            let sides = "height ≥ \(smallest.height), width ≥ \(smallest.width)"
            refuse(self, takes: "[batch, \(inputs), \(sides)]", got: x.shape)
        }
        return conv2d(x, weight: weight.value, bias: bias.value, stride: stride, padding: padding)
    }
}
