/// Normalizes each sample over its features, the last axis: y = γ (x − mean) / √(variance + ε) + β, with the biased
/// variance.
///
/// Input and output `[…, features]`; γ and β `[features]`, 1 and 0 at first.
///
/// Source: Ba, Kiros and Hinton, "Layer Normalization", 2016; conventions as in PyTorch.
public final class LayerNorm: Layer {
    public let weight: Parameter
    public let bias: Parameter
    public let epsilon: Float

    /// - Precondition: there is at least 1 feature.
    public init(_ features: Int, epsilon: Float = 1e-5) {
        checkNumbers(of: "LayerNorm", ["features": features])
        weight = Parameter(Tensor([features], repeating: 1))
        bias = Parameter(.zeros([features]))
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        guard x.shape.rank > 0, x.shape[x.shape.rank - 1] == weight.count else {
            refuse(self, takes: "[batch, …, \(weight.count)]", got: x.shape)
        }
        return layerNorm(x, weight: weight.value, bias: bias.value, epsilon: epsilon)
    }
}
