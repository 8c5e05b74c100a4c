/// A dense layer: y = x · Wᵀ + b.
///
/// Input `[batch, inputs]`, output `[batch, outputs]`; weight `[outputs, inputs]` and bias `[outputs]` as in PyTorch,
/// both uniform in ±1/√inputs at first.
public final class Linear: Layer {
    public let weight: Parameter
    public let bias: Parameter

    /// - Precondition: inputs and outputs are at least 1.
    public init(_ inputs: Int, _ outputs: Int, using generator: inout SeededGenerator) {
        checkNumbers(of: "Linear", ["inputs": inputs, "outputs": outputs])
        weight = .uniform([outputs, inputs], fanIn: inputs, using: &generator)
        bias = .uniform([outputs], fanIn: inputs, using: &generator)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        guard x.shape.rank == 2, x.shape[1] == weight.shape[1] else {
            refuse(self, takes: "[batch, \(weight.shape[1])]", got: x.shape)
        }
        return linear(x, weight: weight.value, bias: bias.value)
    }
}
