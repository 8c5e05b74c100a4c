/// Layer normalization: y = w · (x − μ) / √(σ² + ε) + b, with the mean μ and the variance σ² (divided by n) of each row
/// along the last axis.
///
/// - Parameters:
///   - x: any shape with an axis, `[…, features]`
///   - weight, bias: `[features]`
/// - Returns: y in the shape of x. With x̂ = (x − μ) / √(σ² + ε) and g = w · ∂L/∂y,
///   ∂L/∂x = (g − mean g − x̂ · mean (x̂ · g)) / √(σ² + ε) with the means of each row; ∂L/∂w = Σ x̂ · ∂L/∂y and
///   ∂L/∂b = Σ ∂L/∂y over the rows.
/// - Precondition: the lengths fit.
///
/// Source: Ba, Kiros and Hinton, "Layer Normalization", 2016.
public func layerNorm(_ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float = 1e-5) -> Tensor {
    checkFeatures(x, [weight, bias], axis: x.shape.rank - 1)
    return standardized(x, axis: -1, weight, bias, epsilon).y
}

/// Batch normalization of features while training: y = w · (x − μ) / √(σ² + ε) + b, with the mean μ and the variance σ² of
/// each feature over the batch, and over the places where x has an axis of them.
///
/// - Parameters:
///   - x: `[batch, features]` or `[batch, features, places]`, of more than one number for each feature
///   - weight, bias: `[features]`
/// - Returns: y in the shape of x, and the batch's statistics for the running ones; the derivatives are those of
///   ``batchNorm2d(_:weight:bias:epsilon:)``.
/// - Precondition: the lengths fit.
///
/// Source: Ioffe and Szegedy, "Batch Normalization", ICML 2015.
public func batchNorm1d(
    _ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Float = 1e-5
) -> (y: Tensor, statistics: ChannelStatistics) {
    checkFeatures(x, [weight, bias], axis: 1)
    guard x.shape.rank < 4 else { fatalError("images of the shape \(x.shape); batchNorm2d takes them") }
    guard x.shape.rank == 2 else {
        let (y, statistics) = batchNorm2d(x.expandDims(-1), weight: weight, bias: bias, epsilon: epsilon)
        return (y.squeeze(axis: -1), statistics)
    }
    let batch = x.shape[0]
    guard batch > 1 else { fatalError("a batch of the shape \(x.shape) has no variance: one sample for each feature") }
    let (y, mean, variance) = standardized(x, axis: 0, weight, bias, epsilon)
    let features: Shape = [x.shape[1]]
    let statistics = ChannelStatistics(
        mean: mean.reshape(features), variance: variance.reshape(features),
        unbiasedVariance: variance.reshape(features) * (Float(batch) / Float(batch - 1)))
    return (y, statistics)
}

/// Batch normalization of features with given statistics, as in evaluation: y = w · (x − μ) / √(σ² + ε) + b.
///
/// - Parameters:
///   - x: `[batch, features]` or `[batch, features, places]`
///   - weight, bias, mean, variance: `[features]`; the last two are constants
/// - Returns: y in the shape of x. ∂L/∂x = w / √(σ² + ε) · ∂L/∂y; the parameters' derivatives are as in training.
/// - Precondition: the lengths fit.
public func batchNorm1d(
    _ x: Tensor, weight: Tensor, bias: Tensor, mean: Tensor, variance: Tensor, epsilon: Float = 1e-5
) -> Tensor {
    checkFeatures(x, [weight, bias, mean, variance], axis: 1)
    guard x.shape.rank < 4 else { fatalError("images of the shape \(x.shape); batchNorm2d takes them") }
    func along(_ values: Tensor) -> Tensor { x.shape.rank == 2 ? values : values.expandDims(-1) }
    let scale = Tensor(1) / (variance.detached + epsilon).sqrt()
    return (x - along(mean.detached)) * along(scale * weight) + along(bias)
}

/// w · x̂ + b with x̂ = (x − μ) / √(σ² + ε) along an axis, and μ and σ² with that axis kept.
private func standardized(
    _ x: Tensor, axis: Int, _ weight: Tensor, _ bias: Tensor, _ epsilon: Float
) -> (y: Tensor, mean: Tensor, variance: Tensor) {
    let (constant, slope) = (x.detached, weight.detached)
    // The mean is rounded: what is left of it comes out of the differences from it.
    let shift = constant.mean(axis: axis, keepDims: true)
    let rest = (constant - shift).mean(axis: axis, keepDims: true)
    let deviation = constant - shift - rest
    let variance = deviation.square().mean(axis: axis, keepDims: true)
    let scale = Tensor(1) / (variance + epsilon).sqrt()
    let standard = deviation * scale
    let y = (standard * slope + bias.detached).derived(from: x, weight, bias) { gradient in
        let g = gradient * slope
        let along = (standard * g).mean(axis: axis, keepDims: true)
        return [
            (g - g.mean(axis: axis, keepDims: true) - standard * along) * scale,
            (standard * gradient).summed(to: slope.shape), gradient.summed(to: slope.shape),
        ]
    }
    return (y, shift + rest, variance)
}

private func checkFeatures(_ x: Tensor, _ others: [Tensor], axis: Int) {
    for other in others {
        guard (0..<x.shape.rank).contains(axis), other.shape == [x.shape[axis]] else {
            fatalError("a batch of the shape \(x.shape) does not fit values by feature of the shape \(other.shape)")
        }
    }
}
