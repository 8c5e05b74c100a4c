extension Tensor {
    /// Σ x over all elements, a scalar. ∂L/∂x = ∂L/∂y everywhere.
    public func sum() -> Tensor {
        let shape = shape
        return Tensor(Float(total)).derived(from: self) { [Tensor(shape, repeating: $0.scalar)] }
    }

    /// The mean over all elements, a scalar. ∂L/∂x = ∂L/∂y / count everywhere.
    /// - Precondition: there is an element.
    public func mean() -> Tensor {
        guard count > 0 else { fatalError("the mean of no elements, of the shape \(shape)") }
        return sum() * (1 / Float(count))
    }

    /// Σ over one axis: `[n, m, k]` to `[n, k]` for axis 1, or to `[n, 1, k]` where the axis is kept. ∂L/∂x repeats ∂L/∂y
    /// along it. Long sums are added up in double precision.
    ///
    /// - Parameter axis: counts from 0, or from the end where it is negative.
    public func sum(axis: Int, keepDims: Bool = false) -> Tensor { sum(axes: [axis], keepDims: keepDims) }

    /// Σ over several axes, as over one; over none it is x itself.
    /// - Precondition: each axis is named once.
    public func sum(axes: [Int], keepDims: Bool = false) -> Tensor {
        let places = shape.places(ofAxes: axes)
        guard !places.isEmpty else { return self }
        let (wide, kept) = (shape, Shape(shape.array.enumerated().map { places.contains($0) ? 1 : $1 }))
        let target = keepDims ? kept : shape.without(axes: places)
        let y = places.count == shape.rank ? Tensor(Float(total)) : summed(over: places)
        return Tensor(shape: target, storage: y.storage)
            .derived(from: self) { [$0.reshape(kept).broadcast(to: wide)] }
    }

    /// One run of neighboring axes after the other, from the last one on.
    private func summed(over places: [Int]) -> Tensor {
        guard let last = places.last else { return self }
        var first = last
        while places.contains(first - 1) { first -= 1 }
        let (x, target) = (plain, shape.without(axes: Array(first...last)))
        let y = Storage(count: target.count)
        let view = AxisView(shape, axes: first...last)
        AxisSums.sum(x.storage.start, view, isLast: last == shape.rank - 1, into: y.start)
        withExtendedLifetime(x) {}
        return Tensor(shape: target, storage: y).summed(over: places.filter { $0 < first })
    }

    /// The mean over one axis, shaped as the sum is. ∂L/∂x repeats ∂L/∂y / length along it.
    /// - Precondition: the axis has an element.
    public func mean(axis: Int, keepDims: Bool = false) -> Tensor { mean(axes: [axis], keepDims: keepDims) }

    /// The mean over several axes.
    /// - Precondition: each axis is named once and has an element.
    public func mean(axes: [Int], keepDims: Bool = false) -> Tensor {
        sum(axes: axes, keepDims: keepDims) * (1 / Float(numberOfElements(along: axes, of: "mean")))
    }

    /// Σ (x − mean)² / (n − 1) over all n elements, a scalar; divided by n where it is not to be unbiased.
    /// - Precondition: there is an element, and for the unbiased variance a second one.
    public func variance(unbiased: Bool = true) -> Tensor {
        variance(axes: Array(0..<shape.rank), unbiased: unbiased)
    }

    /// The variance over one axis, shaped as the sum is.
    public func variance(axis: Int, unbiased: Bool = true, keepDims: Bool = false) -> Tensor {
        variance(axes: [axis], unbiased: unbiased, keepDims: keepDims)
    }

    /// Σ (x − mean)² / (n − 1) over the n elements along several axes; divided by n where it is not to be unbiased.
    /// ∂L/∂x = 2 (x − mean) / (n − 1) · ∂L/∂y.
    /// - Precondition: each axis is named once; there is an element, and for the unbiased variance a second one.
    public func variance(axes: [Int], unbiased: Bool = true, keepDims: Bool = false) -> Tensor {
        let n = numberOfElements(along: axes, of: "variance")
        guard !unbiased || n > 1 else {
            fatalError("the unbiased variance of one element, along the axes \(axes) of the shape \(shape)")
        }
        // Shifted by the rounded mean, a constant: what is left of the mean is small, and comes off exactly.
        let deviation = self - detached.mean(axes: axes, keepDims: true)
        let squares = deviation.square().sum(axes: axes, keepDims: keepDims)
        let rest = deviation.sum(axes: axes, keepDims: keepDims).square() * (1 / Float(n))
        return (squares - rest) * (1 / Float(unbiased ? n - 1 : n))
    }

    private func numberOfElements(along axes: [Int], of what: String) -> Int {
        let n = shape.places(ofAxes: axes).reduce(1) { $0 * shape[$1] }
        guard n > 0 else { fatalError("the \(what) of no elements, along the axes \(axes) of the shape \(shape)") }
        return n
    }
}
