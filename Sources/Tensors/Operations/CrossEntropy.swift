/// −(t · ln p + (1 − t) · ln(1 − p)) over all elements, a scalar: what a Bernoulli model of each pixel pays. As in
/// PyTorch, no logarithm is taken below −100.
///
/// - Parameters: prediction p in [0, 1] and target t in [0, 1], of one shape, any axes.
/// - Returns: ∂L/∂p = (p − t) / max((1 − p) · p, 10⁻¹²), ∂L/∂t = ln(1 − p) − ln p, divided by the count for the mean; the
///   losses themselves, in the shape of p, where nothing is reduced.
/// - Precondition: the shapes are equal and not empty, and each p is in [0, 1].
public func binaryCrossEntropy(_ prediction: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
    let floor = Vector(repeating: -100)
    @inline(__always) func logarithm(_ x: Vector) -> Vector {
        let y = Vector.logarithm(x)
        return y.replacing(with: floor, where: y .< floor)
    }
    @inline(__always) func value(_ p: Vector, _ t: Vector) -> Vector {
        (t - 1) * logarithm(1 - p) - t * logarithm(p)
    }
    @inline(__always) func derivative(_ p: Vector, _ t: Vector) -> Vector {
        let variance = (1 - p) * p
        return (p - t) / variance.replacing(with: 1e-12, where: variance .< 1e-12)
    }
    @inline(__always) func slope(_ p: Vector) -> Vector { logarithm(1 - p) - logarithm(p) }
    let (p, t) = (prediction.detached, target.detached)
    if reduction == .none {
        let losses = Tensor.map(p, t) { $0.each(value) }
        if !losses.isFinite { checkProbabilities(p) }
        return losses.derived(from: prediction) { [Tensor.map(p, t) { $0.each(derivative) } * $0] }
            + towardsTarget(target, reduction) { p.map { $0.each(slope) } }
    }
    let sum = Tensor.sum(p, t) { $0.sum(value) }
    // The logarithm of a negative number is NaN, which no sum loses.
    if sum.isNaN { checkProbabilities(p) }
    return loss(prediction, sum, reduction) { Tensor.map(p, t) { $0.each(derivative) } }
        + towardsTarget(target, reduction) { p.map { $0.each(slope) } }
}

/// The same for p = 1 / (1 + e⁻ˣ), from x: max(x, 0) − x · t + ln(1 + e^−|x|), which never overflows.
///
/// - Parameters: logits x and target t in [0, 1], of one shape, any axes.
/// - Returns: ∂L/∂x = p − t, ∂L/∂t = −x, divided by the count for the mean; the losses themselves, in the shape of x, where
///   nothing is reduced.
/// - Precondition: the shapes are equal and not empty.
public func binaryCrossEntropy(logits: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
    @inline(__always) func value(_ x: Vector, _ t: Vector) -> Vector {
        let positive = x.replacing(with: 0, where: x .< 0)
        return positive - x * t + Vector.logarithm(1 + Vector.exponential(-x.magnitude))
    }
    @inline(__always) func derivative(_ x: Vector, _ t: Vector) -> Vector { 1 / (1 + Vector.exponential(-x)) - t }
    let (constant, t) = (logits.detached, target.detached)
    let losses =
        reduction == .none
        ? Tensor.map(constant, t) { $0.each(value) }.derived(from: logits) {
            [Tensor.map(constant, t) { $0.each(derivative) } * $0]
        }
        : loss(logits, Tensor.sum(logits, target) { $0.sum(value) }, reduction) {
            Tensor.map(constant, t) { $0.each(derivative) }
        }
    return target.isDerived ? losses + towardsTarget(target, reduction) { -constant } : losses
}

/// - Precondition: each p that is a number is in [0, 1].
private func checkProbabilities(_ p: Tensor) {
    guard let place = p.scalars.firstIndex(where: { $0 < 0 || $0 > 1 }) else { return }
    fatalError(
        "a prediction of \(p.scalars[place]) at place \(place) is no probability: end the model with a sigmoid, or take "
            + "binaryCrossEntropy(logits:_:), which has it in itself")
}

/// A scalar from the sum over all elements, and the derivative of that sum.
private func loss(
    _ x: Tensor, _ sum: Double, _ reduction: Reduction, _ derivative: @escaping () -> Tensor
) -> Tensor {
    guard x.count > 0 else { fatalError("the cross-entropy of no elements, of the shape \(x.shape)") }
    let count = reduction == .mean ? Double(x.count) : 1
    return Tensor(Float(sum / count)).derived(from: x) { [derivative() * ($0.scalar / Float(count))] }
}

/// −(1 / batch) · Σ t · ln softmax(x): the likelihood of a multinomial model over the items of each row.
///
/// - Parameters:
///   - x: `[batch, items]`, logits
///   - target: `[batch, items]`, counts t
/// - Returns: a scalar. ∂L/∂x = (softmax(x) · Σ t − t) / batch, with the sum over the row's items, and
///   ∂L/∂t = −ln softmax(x) / batch.
///
/// Source: Liang et al., "Variational Autoencoders for Collaborative Filtering", WWW 2018.
/// - Precondition: the shapes are equal and not empty.
public func multinomialCrossEntropy(_ x: Tensor, _ target: Tensor) -> Tensor {
    guard x.shape.rank == 2, x.shape == target.shape, x.count > 0 else {
        fatalError("logits of the shape \(x.shape) do not fit a target of \(target.shape)")
    }
    let (rows, items) = (x.shape[0], x.shape[1])
    let shifted = x.detached - rowwise(x) { $0.max()! }.repeatedColumns(items)
    let exponentials = shifted.exp()
    let sums = rowwise(exponentials) { $0.reduce(0, +) }
    let logarithms = shifted - sums.log().repeatedColumns(items)
    let t = target.detached
    let loss = Tensor(-(logarithms * t).sum().scalar / Float(rows)).derived(from: x) { gradient in
        let totals = rowwise(t) { $0.reduce(0, +) } / sums
        return [(exponentials * totals.repeatedColumns(items) - t) * (gradient.scalar / Float(rows))]
    }
    return target.isDerived ? loss + towardsTarget(target, .sum) { logarithms * (-1 / Float(rows)) } : loss
}

private func rowwise(_ x: Tensor, _ f: (UnsafeBufferPointer<Float>) -> Float) -> Tensor {
    let items = x.shape[1]
    return x.withScalars { scalars in
        Tensor([x.shape[0]], (0..<x.shape[0]).map { f(.init(rebasing: scalars[$0 * items..<($0 + 1) * items])) })
    }
}

extension Tensor {
    /// [rows] → [rows, count]; a constant.
    fileprivate func repeatedColumns(_ count: Int) -> Tensor {
        let scalars = scalars
        return Tensor([scalars.count, count]) { for place in $0.indices { $0[place] = scalars[place / count] } }
    }
}

/// What makes a loss that is linear in its target derive with respect to it: the number 0, with ∂/∂t = slope.
private func towardsTarget(_ target: Tensor, _ reduction: Reduction, _ slope: () -> Tensor) -> Tensor {
    guard target.isDerived else { return Tensor(0) }
    let losses = (target - target.detached) * slope()
    if reduction == .none { return losses }
    return reduction == .mean ? losses.sum() / Float(target.count) : losses.sum()
}
