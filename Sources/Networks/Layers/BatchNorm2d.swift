/// Normalizes each channel over the batch and all places: y = γ (x − mean) / √(variance + ε) + β.
///
/// Input and output `[batch, channels, height, width]`; γ and β `[channels]`, 1 and 0 at first. While training, mean and
/// (biased) variance are the batch's, and the running ones move toward them by the momentum, the variance as its
/// unbiased estimate; elsewhere the running ones are used.
///
/// Source: Ioffe and Szegedy, "Batch Normalization", ICML 2015; conventions as in PyTorch.
public final class BatchNorm2d: FusingLayer {
    public let weight: Parameter
    public let bias: Parameter
    public let runningMean: Buffer
    public let runningVariance: Buffer
    public let momentum: Float
    public let epsilon: Float

    /// - Precondition: there is at least 1 channel.
    public init(_ channels: Int, momentum: Float = 0.1, epsilon: Float = 1e-5) {
        checkNumbers(of: "BatchNorm2d", ["channels": channels])
        weight = Parameter(Tensor([channels], repeating: 1))
        bias = Parameter(.zeros([channels]))
        runningMean = Buffer(.zeros([channels]), named: "running_mean")
        runningVariance = Buffer(Tensor([channels], repeating: 1), named: "running_var")
        self.momentum = momentum
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Tensor) -> Tensor { self(x, then: .none) }

    func callAsFunction(_ x: Tensor, then activation: FusedActivation) -> Tensor {
        guard x.shape.rank == 4, x.shape[1] == weight.count else {
            refuse(self, takes: "[batch, \(weight.count), height, width]", got: x.shape)
        }
        guard TrainingMode.isTraining else {
            let y = batchNorm2d(
                x, weight: weight.value, bias: bias.value, mean: runningMean.value, variance: runningVariance.value,
                epsilon: epsilon)
            return activation(y)
        }
        let (y, statistics) = batchNorm2d(
            x, weight: weight.value, bias: bias.value, epsilon: epsilon, then: activation)
        runningMean.follow(statistics.mean, momentum)
        runningVariance.follow(statistics.unbiasedVariance, momentum)
        return y
    }
}

extension Buffer {
    /// Moves a running statistic toward that of a batch: (1 − momentum) · running + momentum · batch.
    func follow(_ batch: Tensor, _ momentum: Float) { value = value * (1 - momentum) + batch.detached * momentum }
}
