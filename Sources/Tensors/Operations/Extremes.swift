extension Tensor {
    /// The largest number along one axis, shaped as the sum is. ∂L/∂x is ∂L/∂y at the largest number, the first of several,
    /// and 0 elsewhere, as PyTorch's `max(dim)` has it.
    ///
    /// - Parameter axis: counts from 0, or from the end where it is negative.
    /// - Precondition: the axis has an element.
    public func max(axis: Int, keepDims: Bool = false) -> Tensor { extreme(axis, keepDims, sign: 1) }

    /// The smallest number along one axis, derived as ``max(axis:keepDims:)`` is.
    public func min(axis: Int, keepDims: Bool = false) -> Tensor { extreme(axis, keepDims, sign: -1) }

    /// The largest number along several axes; of several, the first in row-major order gets the derivative.
    public func max(axes: [Int], keepDims: Bool = false) -> Tensor { extreme(over: axes, keepDims, sign: 1) }

    /// The smallest number along several axes, derived as ``max(axes:keepDims:)`` is.
    public func min(axes: [Int], keepDims: Bool = false) -> Tensor { extreme(over: axes, keepDims, sign: -1) }

    /// The largest of all numbers, a scalar.
    public func max() -> Tensor { reshape([count]).max(axis: 0) }

    /// The smallest of all numbers, a scalar.
    public func min() -> Tensor { reshape([count]).min(axis: 0) }

    /// Where the largest number stands along one axis, the first of several: a place for each element of
    /// ``max(axis:keepDims:)``, in row-major order.
    public func argMax(axis: Int) -> [Int] { places(axis, sign: 1) }

    /// Where the smallest number stands along one axis, the first of several.
    public func argMin(axis: Int) -> [Int] { places(axis, sign: -1) }

    private func extreme(_ axis: Int, _ keepDims: Bool, sign: Float) -> Tensor {
        let (wide, axis) = (shape, shape.place(ofAxis: axis))
        let extremes = extremes(axis, sign)
        let shape = keepDims ? wide.withLength(1, ofAxis: axis) : wide.without(axis: axis)
        return Tensor(shape: shape, storage: extremes.values)
            .derived(from: self) { [$0.spread(to: wide, axis, extremes)] }
    }

    private func extreme(over axes: [Int], _ keepDims: Bool, sign: Float) -> Tensor {
        let places = shape.places(ofAxes: axes)
        let y = places.reversed().reduce(self) { $0.extreme($1, true, sign: sign) }
        return keepDims ? y : y.reshape(shape.without(axes: places))
    }

    private func places(_ axis: Int, sign: Float) -> [Int] {
        let extremes = extremes(shape.place(ofAxis: axis), sign)
        return (0..<extremes.count).map { extremes[$0] }
    }

    private func extremes(_ axis: Int, _ sign: Float) -> AxisExtremes {
        guard shape[axis] > 0, shape[axis] < 1 << 24 else {
            fatalError("the largest or smallest of \(shape[axis]) elements, along axis \(axis) of the shape \(shape)")
        }
        return AxisExtremes(self, AxisView(shape, axis: axis), sign: sign)
    }

    /// Zeros, with this tensor's numbers where the extremes stand.
    private func spread(to shape: Shape, _ axis: Int, _ extremes: AxisExtremes) -> Tensor {
        let (gradient, view) = (plain, AxisView(shape, axis: axis))
        return Tensor(shape) { target in
            target.initialize(repeating: 0)
            for index in 0..<extremes.count {
                let start = index / view.inner * view.length * view.inner + index % view.inner
                target[start + extremes[index] * view.inner] = gradient.storage.start[index]
            }
            withExtendedLifetime(gradient) {}
        }
    }
}
