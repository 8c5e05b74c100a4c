/// A convolution over images (cross-correlation, as everywhere in this field).
///
/// Input `[batch, inputs, height, width]`, output `[batch, outputs, h, w]` with h = ⌊(height + 2·padding − kernel) /
/// stride⌋ + 1, and w alike. Weight `[outputs, inputs, kernel, kernel]` and bias `[outputs]` as in PyTorch, both
/// uniform in ±1/√(inputs · kernel²) at first.
///
/// Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
public final class Conv2d: Layer {
    public let weight: Parameter
    public let bias: Parameter
    public let stride: Int
    public let padding: Int

    /// - Precondition: inputs, outputs and kernel are at least 1.
    public init(
        _ inputs: Int, _ outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
        using generator: inout SeededGenerator
    ) {
        checkNumbers(of: "Conv2d", ["inputs": inputs, "outputs": outputs, "rows of the kernel": kernel])
        let fanIn = inputs * kernel * kernel
        weight = .uniform([outputs, inputs, kernel, kernel], fanIn: fanIn, using: &generator)
        bias = .uniform([outputs], fanIn: fanIn, using: &generator)
        self.stride = stride
        self.padding = padding
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        conv2d(x, weight: weight.value, bias: bias.value, stride: stride, padding: padding)
    }
}
