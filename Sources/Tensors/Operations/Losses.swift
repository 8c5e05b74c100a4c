/// The mean over all elements of (y − t)², a scalar. ∂L/∂y = 2 (y − t) / count = −∂L/∂t.
///
/// - Parameters: prediction and target of one shape, any axes.
/// - Precondition: the shapes are equal and not empty.
public func meanSquaredError(_ prediction: Tensor, _ target: Tensor) -> Tensor {
    guard prediction.shape == target.shape && prediction.count > 0 else {
        fatalError("a prediction of the shape \(prediction.shape) does not fit a target of \(target.shape)")
    }
    @inline(__always) func square(_ y: Vector, _ t: Vector) -> Vector { (y - t) * (y - t) }
    let sum = Tensor.sum(prediction, target, square)
    let (y, t, count) = (prediction.detached, target.detached, Float(prediction.count))
    let (needsY, needsT) = (prediction.isDerived, target.isDerived)
    return Tensor(Float(sum / Double(prediction.count))).derived(from: prediction, target) { gradient in
        let scale = 2 * gradient.scalar / count
        @inline(__always) func derivative(_ y: Vector, _ t: Vector) -> Vector { (y - t) * scale }
        return [needsY ? Tensor.map(y, t, derivative) : nil, needsT ? Tensor.map(t, y, derivative) : nil]
    }
}

/// The mean over all elements of |x|, a scalar: an L1 penalty. The derivative at 0 is 0.
public func meanAbsolute(_ x: Tensor) -> Tensor { x.abs().mean() }
