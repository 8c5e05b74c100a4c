/// The mean over all elements of (y − t)², a scalar. ∂L/∂y = 2 (y − t) / count = −∂L/∂t.
///
/// - Parameters:
///   - prediction, target: y and t of one shape, any axes
///   - reduction: the mean, the sum or the squares themselves, in the shape of y
/// - Precondition: the shapes are equal and not empty.
public func meanSquaredError(_ prediction: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
    checkShapes(prediction, target)
    if reduction == .none { return (prediction - target).square() }
    @inline(__always) func square(_ y: Vector, _ t: Vector) -> Vector { (y - t) * (y - t) }
    let sum = Tensor.sum(prediction, target) { $0.sum(square) }
    let count = reduction == .mean ? prediction.count : 1
    let (y, t) = (prediction.detached, target.detached)
    let (needsY, needsT) = (prediction.isDerived, target.isDerived)
    return Tensor(Float(sum / Double(count))).derived(from: prediction, target) { gradient in
        let scale = 2 * gradient.scalar / Float(count)
        @inline(__always) func derivative(_ y: Vector, _ t: Vector) -> Vector { (y - t) * scale }
        return [
            needsY ? Tensor.map(y, t) { $0.each(derivative) } : nil,
            needsT ? Tensor.map(t, y) { $0.each(derivative) } : nil,
        ]
    }
}

/// The mean over all elements of |y − t|, a scalar. ∂L/∂y = sign(y − t) / count = −∂L/∂t, with sign(0) = 0.
///
/// - Parameters: as of ``meanSquaredError(_:_:reduction:)``.
/// - Precondition: the shapes are equal and not empty.
public func meanAbsoluteError(_ prediction: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
    checkShapes(prediction, target)
    return (prediction - target).abs().reduced(reduction)
}

/// Huber's loss of d = y − t: ½ d² where |d| ≤ delta, else delta · (|d| − ½ delta); the mean over all elements, a scalar.
/// ∂L/∂y = d held to [−delta, delta], divided by the count, = −∂L/∂t.
///
/// - Parameters:
///   - prediction, target, reduction: as of ``meanSquaredError(_:_:reduction:)``
///   - delta: where the square ends, above 0
/// - Precondition: the shapes are equal and not empty.
///
/// Source: Huber, "Robust Estimation of a Location Parameter", Annals of Mathematical Statistics 35, 1964.
public func huberLoss(
    _ prediction: Tensor, _ target: Tensor, delta: Float = 1, reduction: Reduction = .mean
) -> Tensor {
    checkShapes(prediction, target)
    guard delta > 0 else { fatalError("Huber's loss with a delta of \(delta), which is not above 0") }
    return huber(prediction - target, delta).reduced(reduction)
}

/// Huber's loss divided by its bound: ½ d² / beta where |d| < beta, else |d| − ½ beta; |d| for a beta of 0.
///
/// - Parameters:
///   - prediction, target, reduction: as of ``meanSquaredError(_:_:reduction:)``
///   - beta: where the square ends, 0 or above
/// - Precondition: the shapes are equal and not empty.
///
/// Source: Girshick, "Fast R-CNN", ICCV 2015.
public func smoothL1Loss(
    _ prediction: Tensor, _ target: Tensor, beta: Float = 1, reduction: Reduction = .mean
) -> Tensor {
    guard beta >= 0 else { fatalError("a smooth L1 loss with a beta of \(beta), which is below 0") }
    guard beta > 0 else { return meanAbsoluteError(prediction, target, reduction: reduction) }
    return huberLoss(prediction, target, delta: beta, reduction: reduction) / beta
}

private func huber(_ x: Tensor, _ delta: Float) -> Tensor {
    let (low, high) = (Vector(repeating: -delta), Vector(repeating: delta))
    @inline(__always) func value(_ x: Vector) -> Vector {
        // d held to the bounds, times what is beyond half of it.
        let held = x.held(low, high)
        return held * (x - held * 0.5)
    }
    @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector { dy * x.held(low, high) }
    let constant = x.detached
    return x.map { $0.each(value) }.derived(from: x) { [Tensor.map($0, constant) { $0.each(derivative) }] }
}

/// −ln N(t; μ, v) for a normal distribution of each element, without its constant ½ ln 2π: ½ (ln v + (t − μ)² / v); the
/// mean over all elements, a scalar. ∂L/∂μ = (μ − t) / v = −∂L/∂t and ∂L/∂v = ½ (1 / v − (t − μ)² / v²), divided by the
/// count.
///
/// - Parameters:
///   - mean, target: μ and t of one shape, any axes
///   - variance: v above 0; of the same shape, or one that is broadcast to it
///   - reduction: the mean, the sum or the losses themselves
/// - Precondition: the shapes fit and are not empty.
///
/// Source: Nix and Weigend, "Estimating the Mean and Variance of the Target Probability Distribution", ICNN 1994.
public func gaussianNegativeLogLikelihood(
    _ mean: Tensor, _ target: Tensor, variance: Tensor, reduction: Reduction = .mean
) -> Tensor {
    checkShapes(mean, target)
    return ((variance.log() + (target - mean).square() / variance) * 0.5).reduced(reduction)
}

/// The mean over all elements of |x|, a scalar: an L1 penalty. The derivative at 0 is 0.
public func meanAbsolute(_ x: Tensor) -> Tensor { x.abs().mean() }

/// - Precondition: the shapes are equal and not empty.
private func checkShapes(_ prediction: Tensor, _ target: Tensor) {
    guard prediction.shape == target.shape && prediction.count > 0 else {
        fatalError("a prediction of the shape \(prediction.shape) does not fit a target of \(target.shape)")
    }
}
