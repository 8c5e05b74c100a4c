/// The mean and the variance of each channel of a batch, `[channels]` each.
public struct ChannelStatistics: Sendable {
    public let mean: Tensor
    /// Σ (x − mean)² / n, with which a batch is normalized.
    public let variance: Tensor
    /// Σ (x − mean)² / (n − 1), which PyTorch keeps for evaluation.
    public let unbiasedVariance: Tensor
    /// What single precision leaves of the mean: where the mean is large against the deviation, it counts.
    fileprivate let remainder: Tensor

    init(mean: Tensor, variance: Tensor, unbiasedVariance: Tensor) {
        (self.mean, self.variance, self.unbiasedVariance) = (mean, variance, unbiasedVariance)
        remainder = .zeros(mean.shape)
    }
}

/// Batch normalization while training: y = w · (x − μ) / √(σ² + ε) + b, with the mean μ and the variance σ² of each
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
    batchNorm2d(x, weight: weight, bias: bias, epsilon: epsilon, then: .none)
}

/// The same, and an activation of the result in the same passes: what lies between the two is not written to memory, but
/// computed again on the way back.
package func batchNorm2d(
    _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float = 1e-5, then activation: FusedActivation
) -> (y: Tensor, statistics: ChannelStatistics) {
    switch activation {
    case .none: activatedNorm(x, weight, bias, epsilon, NoActivation())
    case .relu: activatedNorm(x, weight, bias, epsilon, Rectifier())
    case .leakyReLU(let slope): activatedNorm(x, weight, bias, epsilon, LeakyRectifier(slope: slope))
    }
}

/// An activation that another operation takes along.
package enum FusedActivation: Sendable {
    case none
    case relu
    case leakyReLU(slope: Float)
}

private func activatedNorm<Activation: ElementActivation>(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor, _ epsilon: Float, _ activation: Activation
) -> (y: Tensor, statistics: ChannelStatistics) {
    checkChannels(x, [weight, bias])
    let (constant, constantWeight) = (x.detached, weight.detached)
    let statistics = ChannelStatistics(of: constant)
    let (mean, rest, scale) = (statistics.mean, statistics.remainder, statistics.variance.inverseRoot(epsilon))
    let slope = scale * constantWeight
    let shift = bias.detached - slope * rest
    let count = Float(x.shape[0] * x.shape[2] * x.shape[3])
    let y = normalized(constant, mean, slope, shift, activation)
    let derived = y.derived(from: x, weight, bias, stopsAtZeros: Activation.stopsAtZeros) { gradient in
        let (sum, forBias) = parameterGradients(gradient, constant, [mean, scale, slope, shift], activation)
        let forWeight = sum - scale * rest * forBias
        let steepness = slope * scale * forWeight / -count
        let values = [mean, slope, steepness, slope * forBias / -count - steepness * rest, shift]
        @inline(__always) func derivative(_ dy: Vector, _ x: Vector, _ channel: ChannelValues) -> Vector {
            let difference = x - channel.first
            let inner = activation.derivative(dy, at: difference * channel.second + channel.fifth)
            return channel.second * inner + channel.third * difference + channel.fourth
        }
        return [Tensor.map(gradient, constant, withChannels: values) { $0.each(derivative) }, forWeight, forBias]
    }
    return (derived, statistics)
}

/// Batch normalization with given statistics, as in evaluation: y = w · (x − μ) / √(σ² + ε) + b.
///
/// - Parameters:
///   - x: `[batch, channels, height, width]`
///   - weight, bias, mean, variance: `[channels]`; the last two are constants
/// - Returns: y in the shape of x. ∂L/∂x = w / √(σ² + ε) · ∂L/∂y; the parameters' derivatives are as in training.
public func batchNorm2d(
    _ x: Tensor, weight: Tensor, bias: Tensor, mean: Tensor, variance: Tensor, epsilon: Float = 1e-5
) -> Tensor {
    checkChannels(x, [weight, bias, mean, variance])
    let (constant, mean, scale) = (x.detached, mean.detached, variance.detached.inverseRoot(epsilon))
    let slope = scale * weight.detached
    let (needsX, needsParameters) = (x.isDerived, weight.isDerived || bias.isDerived)
    let y = normalized(constant, mean, slope, bias.detached, NoActivation())
    return y.derived(from: x, weight, bias) { gradient in
        let parameters =
            needsParameters ? parameterGradients(gradient, constant, [mean, scale], NoActivation()) : nil
        @inline(__always) func derivative(_ dy: Vector, _ x: Vector, _ channel: ChannelValues) -> Vector {
            channel.first * dy
        }
        let ofX = needsX ? Tensor.map(gradient, gradient, withChannels: [slope]) { $0.each(derivative) } : nil
        return [ofX, parameters?.weight, parameters?.bias]
    }
}

extension ChannelStatistics {
    fileprivate init(of x: Tensor) {
        let count = x.shape[0] * x.shape[2] * x.shape[3]
        guard count > 1 else {
            fatalError("a batch of the shape \(x.shape) has no variance: one pixel for each channel")
        }
        // Squares of differences from a number near the mean do not cancel: that of every eighth image is within three
        // deviations, however the images differ.
        let step = 8
        let shiftCount = Double((x.shape[0] + step - 1) / step * x.shape[2] * x.shape[3])
        @inline(__always) func itself(_ x: Vector, _: Vector, _: ChannelValues) -> (Vector, Vector) { (x, x) }
        let shift = Tensor.sumsOfChannels(x, x, everyImage: step) { $0.sums(itself) }.first
            .map { Float($0 / shiftCount) }
        let shifts = [Tensor([x.shape[1]], shift)]
        @inline(__always) func powers(_ x: Vector, _: Vector, _ channel: ChannelValues) -> (Vector, Vector) {
            let difference = x - channel.first
            return (difference, difference * difference)
        }
        let (differences, squares) = Tensor.sumsOfChannels(x, x, withChannels: shifts) { $0.sums(powers) }
        let means = zip(shift, differences).map { Double($0) + $1 / Double(count) }
        let deviations = zip(squares, differences).map { Swift.max($0 - $1 * $1 / Double(count), 0) }
        mean = Tensor([x.shape[1]], means.map { Float($0) })
        remainder = Tensor([x.shape[1]], means.map { Float($0 - Double(Float($0))) })
        variance = Tensor([x.shape[1]], deviations.map { Float($0 / Double(count)) })
        unbiasedVariance = Tensor([x.shape[1]], deviations.map { Float($0 / Double(count - 1)) })
    }
}

extension Tensor {
    fileprivate func inverseRoot(_ epsilon: Float) -> Tensor {
        Tensor(shape, scalars.map { 1 / ($0 + epsilon).squareRoot() })
    }
}

/// An activation of (x − mean) · slope + bias, by channel.
private func normalized(
    _ x: Tensor, _ mean: Tensor, _ slope: Tensor, _ bias: Tensor, _ activation: some ElementActivation
) -> Tensor {
    @inline(__always) func value(_ x: Vector, _ y: Vector, _ channel: ChannelValues) -> Vector {
        activation.value((x - channel.first) * channel.second + channel.third)
    }
    return Tensor.map(x, x, withChannels: [mean, slope, bias]) { $0.each(value) }
}

/// Σ x̂ · ∂L/∂y and Σ ∂L/∂y, by channel, where y is the activation's input.
/// - Parameter values: mean and scale, with an activation also slope and bias.
private func parameterGradients(
    _ gradient: Tensor, _ x: Tensor, _ values: [Tensor], _ activation: some ElementActivation
) -> (weight: Tensor, bias: Tensor) {
    @inline(__always) func derivatives(_ x: Vector, _ dz: Vector, _ channel: ChannelValues) -> (Vector, Vector) {
        let difference = x - channel.first
        let dy = activation.derivative(dz, at: difference * channel.third + channel.fourth)
        return (dy * difference * channel.second, dy)
    }
    let (weight, bias) = Tensor.sumsOfChannels(x, gradient, withChannels: values) { $0.sums(derivatives) }
    return (Tensor([x.shape[1]], weight.map { Float($0) }), Tensor([x.shape[1]], bias.map { Float($0) }))
}

private func checkChannels(_ x: Tensor, _ others: [Tensor]) {
    for other in others {
        guard x.shape.rank == 4 && other.shape == [x.shape[1]] else {
            fatalError("an image of the shape \(x.shape) does not fit values by channel of the shape \(other.shape)")
        }
    }
}
