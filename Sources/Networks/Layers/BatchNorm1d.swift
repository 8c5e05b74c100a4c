/// Normalizes each feature over the batch: y = γ (x − mean) / √(variance + ε) + β.
///
/// Input and output `[batch, features]` or `[batch, features, places]`; γ and β `[features]`, 1 and 0 at first. While
/// training, mean and (biased) variance are the batch's, and the running ones move toward them by the momentum, the
/// variance as its unbiased estimate; elsewhere the running ones are used.
///
/// Source: Ioffe and Szegedy, "Batch Normalization", ICML 2015; conventions as in PyTorch.
public final class BatchNorm1d: Layer {
    public let weight: Parameter
    public let bias: Parameter
    public let runningMean: Buffer
    public let runningVariance: Buffer
    public let momentum: Float
    public let epsilon: Float

    /// - Precondition: there is at least 1 feature.
    public init(_ features: Int, momentum: Float = 0.1, epsilon: Float = 1e-5) {
        checkNumbers(of: "BatchNorm1d", ["features": features])
        weight = Parameter(Tensor([features], repeating: 1))
        bias = Parameter(.zeros([features]))
        runningMean = Buffer(.zeros([features]), named: "running_mean")
        runningVariance = Buffer(Tensor([features], repeating: 1), named: "running_var")
        self.momentum = momentum
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        guard (2...3).contains(x.shape.rank), x.shape[1] == weight.count else {
            refuse(self, takes: "[batch, \(weight.count)] or [batch, \(weight.count), places]", got: x.shape)
        }
        guard TrainingMode.isTraining else {
            return batchNorm1d(
                x, weight: weight.value, bias: bias.value, mean: runningMean.value, variance: runningVariance.value,
                epsilon: epsilon)
        }
        let (y, statistics) = batchNorm1d(x, weight: weight.value, bias: bias.value, epsilon: epsilon)
        runningMean.follow(statistics.mean, momentum)
        runningVariance.follow(statistics.unbiasedVariance, momentum)
        return y
    }
}
