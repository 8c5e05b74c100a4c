extension Tensor {
    /// e^x / Σ e^x along one axis, in the shape of x. ∂L/∂x = y · (∂L/∂y − Σ y · ∂L/∂y). The largest number is taken off
    /// first, so that nothing overflows.
    ///
    /// - Parameter axis: counts from 0, or from the end where it is negative.
    /// - Precondition: the axis has an element.
    public func softmax(axis: Int) -> Tensor {
        let exponentials = (detached - offset(axis)).exp()
        let y = exponentials / exponentials.sum(axis: axis, keepDims: true)
        return y.derived(from: self) { gradient in
            [y * (gradient - (y * gradient).sum(axis: axis, keepDims: true))]
        }
    }

    /// ln softmax along one axis, in the shape of x. ∂L/∂x = ∂L/∂y − softmax(x) · Σ ∂L/∂y. Never ln 0: x − ln Σ e^x.
    /// - Precondition: the axis has an element.
    public func logSoftmax(axis: Int) -> Tensor {
        let shifted = detached - offset(axis)
        let y = shifted - shifted.exp().sum(axis: axis, keepDims: true).log()
        return y.derived(from: self) { gradient in
            [gradient - y.exp() * gradient.sum(axis: axis, keepDims: true)]
        }
    }

    /// ln Σ e^x along one axis, shaped as the sum is. ∂L/∂x = softmax(x) · ∂L/∂y.
    /// - Precondition: the axis has an element.
    public func logSumExp(axis: Int, keepDims: Bool = false) -> Tensor {
        let (x, offset) = (detached, offset(axis))
        let kept = (x - offset).exp().sum(axis: axis, keepDims: true).log() + offset
        let y = keepDims ? kept : kept.squeeze(axis: axis)
        return y.derived(from: self) { [(x - kept).exp() * $0.reshape(kept.shape)] }
    }

    /// The largest number along an axis, which is kept; 0 where it is infinite.
    private func offset(_ axis: Int) -> Tensor {
        @inline(__always) func finite(_ x: Vector) -> Vector { x.replacing(with: 0, where: x.magnitude .== .infinity) }
        return detached.max(axis: axis, keepDims: true).map { $0.each(finite) }
    }
}
