/// A transposed convolution: the map that carries a convolution's gradient back to its input, used to enlarge images.
///
/// Input `[batch, inputs, height, width]`, output `[batch, outputs, h, w]` with h = (height − 1) · stride − 2·padding +
/// kernel + outputPadding, and w alike; all four may differ between the axes. Weight `[inputs, outputs, kernel height,
/// kernel width]` and bias `[outputs]` as in PyTorch, both uniform in ±1/√(outputs · kernel area) at first: PyTorch takes
/// the fan-in from the second axis of the stored layout.
///
/// Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
public final class ConvTranspose2d: Layer {
    public let weight: Parameter
    public let bias: Parameter
    public let stride: Pair
    public let padding: Pair
    /// Rows and columns added at one side, since several input sizes of a strided convolution share an output size.
    public let outputPadding: Pair

    /// - Precondition: inputs, outputs and kernel are at least 1.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: some PerAxis, stride: some PerAxis = 1, padding: some PerAxis = 0,
        outputPadding: some PerAxis = 0,
        using generator: inout SeededGenerator
    ) {
        let kernel = kernel.pair
        checkNumbers(of: "ConvTranspose2d", ["inputs": inputs, "outputs": outputs], kernel: kernel)
        let fanIn = outputs * kernel.height * kernel.width
        weight = .uniform([inputs, outputs, kernel.height, kernel.width], fanIn: fanIn, using: &generator)
        bias = .uniform([outputs], fanIn: fanIn, using: &generator)
        self.stride = stride.pair
        self.padding = padding.pair
        self.outputPadding = outputPadding.pair
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        guard x.shape.rank == 4, x.shape[1] == weight.shape[0] else {
            refuse(self, takes: "[batch, \(weight.shape[0]), height, width]", got: x.shape)
        }
        return convTranspose2d(
            x, weight: weight.value, bias: bias.value, stride: stride, padding: padding, outputPadding: outputPadding)
    }
}
