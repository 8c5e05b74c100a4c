/// The mean and the variance of each channel of a batch, `[channels]` each.
public struct ChannelStatistics: Sendable {
    public let mean: Tensor
    /// Σ (x − mean)² / n, with which a batch is normalised.
    public let variance: Tensor
    /// Σ (x − mean)² / (n − 1), which PyTorch keeps for evaluation.
    public let unbiasedVariance: Tensor
}

/// Batch normalisation while training: y = w · (x − μ) / √(σ² + ε) + b, with the mean μ and the variance σ² of each
/// channel over batch, height and width.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`, of more than one pixel for each channel
///   - weight, bias: `[channels]`
/// - Returns: y in the shape of x, and the batch's statistics for the running ones.
///   With x̂ = (x − μ) / √(σ² + ε) and n pixels for each channel, ∂L/∂b = Σ ∂L/∂y, ∂L/∂w = Σ x̂ · ∂L/∂y and
///   ∂L/∂x = w / √(σ² + ε) · (∂L/∂y − (∂L/∂b + x̂ · ∂L/∂w) / n).
///
/// Source: Ioffe and Szegedy, "Batch Normalization", ICML 2015.
public func batchNorm2d(
    _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float = 1e-5
) -> (y: Tensor, statistics: ChannelStatistics) {
    checkChannels(x, [weight, bias])
    let constant = x.detached
    let statistics = ChannelStatistics(of: constant)
    let scale = statistics.variance.inverseRoot(epsilon)
    let y = normalised(constant, statistics.mean, scale, weight.detached, bias.detached)
    let count = Float(x.shape[0] * x.shape[2] * x.shape[3])
    let (constantWeight, mean) = (weight.detached, statistics.mean)
    let derived = y.derived(from: x, weight, bias) { gradient in
        let (forWeight, forBias) = parameterGradients(gradient, constant, mean, scale)
        let (m, s, w) = (mean.scalars, scale.scalars, constantWeight.scalars)
        let (meanBias, meanWeight) = ((forBias / count).scalars, (forWeight / count).scalars)
        @inline(__always) func derivative(_ dy: Float, _ x: Float, _ channel: Int) -> Float {
            let hat = (x - m[channel]) * s[channel]
            return w[channel] * s[channel] * (dy - meanBias[channel] - hat * meanWeight[channel])
        }
        return [Tensor.mapWithChannel(gradient, constant, derivative), forWeight, forBias]
    }
    return (derived, statistics)
}

/// Batch normalisation with given statistics, as in evaluation: y = w · (x − μ) / √(σ² + ε) + b.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`
///   - weight, bias, mean, variance: `[channels]`; the last two are constants
/// - Returns: y in the shape of x. ∂L/∂x = w / √(σ² + ε) · ∂L/∂y; the parameters' derivatives are as in training.
public func batchNorm2d(
    _ x: Tensor, weight: Tensor, bias: Tensor, mean: Tensor, variance: Tensor, epsilon: Float = 1e-5
) -> Tensor {
    checkChannels(x, [weight, bias, mean, variance])
    let (constant, constantWeight, mean) = (x.detached, weight.detached, mean.detached)
    let scale = variance.detached.inverseRoot(epsilon)
    return normalised(constant, mean, scale, constantWeight, bias.detached).derived(from: x, weight, bias) { gradient in
        let (forWeight, forBias) = parameterGradients(gradient, constant, mean, scale)
        let factors = (constantWeight * scale).scalars
        @inline(__always) func derivative(_ dy: Float, _ channel: Int) -> Float { dy * factors[channel] }
        return [gradient.mapWithChannel(derivative), forWeight, forBias]
    }
}

extension ChannelStatistics {
    fileprivate init(of x: Tensor) {
        let count = x.shape[0] * x.shape[2] * x.shape[3]
        guard count > 1 else { fatalError("a batch of the shape \(x.shape) has no variance: one pixel for each channel") }
        let mean = (x.sumOfChannels() / Float(count)).scalars
        @inline(__always) func square(_ x: Float, _ y: Float, _ channel: Int) -> Float {
            (x - mean[channel]) * (x - mean[channel])
        }
        let squares = Tensor.sumOfChannels(x, x, square)
        self.mean = Tensor([x.shape[1]], mean)
        variance = Tensor([x.shape[1]], squares.map { Float($0 / Double(count)) })
        unbiasedVariance = Tensor([x.shape[1]], squares.map { Float($0 / Double(count - 1)) })
    }
}

extension Tensor {
    fileprivate func inverseRoot(_ epsilon: Float) -> Tensor {
        Tensor(shape, scalars.map { 1 / ($0 + epsilon).squareRoot() })
    }
}

private func normalised(_ x: Tensor, _ mean: Tensor, _ scale: Tensor, _ weight: Tensor, _ bias: Tensor) -> Tensor {
    let (m, s, b) = (mean.scalars, (scale * weight).scalars, bias.scalars)
    @inline(__always) func value(_ x: Float, _ channel: Int) -> Float { (x - m[channel]) * s[channel] + b[channel] }
    return x.mapWithChannel(value)
}

/// Σ x̂ · ∂L/∂y and Σ ∂L/∂y, for each channel.
private func parameterGradients(
    _ gradient: Tensor, _ x: Tensor, _ mean: Tensor, _ scale: Tensor
) -> (weight: Tensor, bias: Tensor) {
    let (m, s) = (mean.scalars, scale.scalars)
    @inline(__always) func part(_ x: Float, _ dy: Float, _ channel: Int) -> Float {
        dy * (x - m[channel]) * s[channel]
    }
    let sums = Tensor.sumOfChannels(x, gradient, part)
    return (Tensor([x.shape[1]], sums.map { Float($0) }), gradient.sumOfChannels())
}

private func checkChannels(_ x: Tensor, _ others: [Tensor]) {
    for other in others {
        guard x.shape.rank == 4 && other.shape == [x.shape[1]] else {
            fatalError("an image of the shape \(x.shape) does not fit values per channel of the shape \(other.shape)")
        }
    }
}
