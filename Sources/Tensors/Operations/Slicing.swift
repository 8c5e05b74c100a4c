extension Tensor {
    /// A range of one axis: `[…, length, …]` to `[…, range.count, …]`. ∂L/∂x is ∂L/∂y in the range and 0 elsewhere.
    ///
    /// - Parameter axis: counts from 0, or from the end where it is negative.
    /// - Precondition: the range lies within the axis.
    public func slice(axis: Int, _ range: Range<Int>) -> Tensor {
        let (shape, axis) = (shape, shape.place(ofAxis: axis))
        guard range.lowerBound >= 0, range.upperBound <= shape[axis] else {
            fatalError("the places \(range) of axis \(axis) of the shape \(shape)")
        }
        guard range.count < shape[axis] else { return self }
        let (x, view) = (plain, AxisView(shape, axis: axis))
        let y = Tensor(shape.withLength(range.count, ofAxis: axis)) { target in
            guard let start = target.baseAddress else { return }
            copyBlocks(
                view.outer, of: range.count * view.inner, from: x.storage.start + range.lowerBound * view.inner,
                stride: view.length * view.inner, to: start, stride: range.count * view.inner)
        }
        withExtendedLifetime(x) {}
        return y.derived(from: self) { [$0.placed(in: shape, axis: axis, at: range.lowerBound)] }
    }

    /// Zeros in a shape, with this tensor from a place of one axis on.
    private func placed(in shape: Shape, axis: Int, at place: Int) -> Tensor {
        let (x, view, length) = (plain, AxisView(shape, axis: axis), self.shape[axis])
        return Tensor(shape) { target in
            target.initialize(repeating: 0)
            guard let start = target.baseAddress else { return }
            copyBlocks(
                view.outer, of: length * view.inner, from: x.storage.start, stride: length * view.inner,
                to: start + place * view.inner, stride: view.length * view.inner)
            withExtendedLifetime(x) {}
        }
    }

    /// Samples in a range along the first axis, such as `x[2..<5]` or `x[..<8]`; derived as ``slice(axis:_:)`` is.
    public subscript(range: some RangeExpression<Int>) -> Tensor {
        let places = range.relative(to: 0..<Int.max)
        let isOpen = places.upperBound == Int.max
        return slice(axis: 0, places.lowerBound..<(isOpen ? Swift.max(shape[0], places.lowerBound) : places.upperBound))
    }

    /// The first samples along the first axis, all where there are fewer.
    public func prefix(_ length: Int) -> Tensor { slice(axis: 0, 0..<Swift.min(length, shape[0])) }

    /// The last samples along the first axis, all where there are fewer.
    public func suffix(_ length: Int) -> Tensor { slice(axis: 0, Swift.max(shape[0] - length, 0)..<shape[0]) }

    /// Some columns of a matrix: `[rows, columns]` to `[rows, range.count]`, derived as ``slice(axis:_:)`` is.
    public func columns(_ range: Range<Int>) -> Tensor {
        guard shape.rank == 2, range.lowerBound >= 0, range.upperBound <= shape[1] else {
            fatalError("the columns \(range) of a tensor of the shape \(shape)")
        }
        return slice(axis: 1, range)
    }

    /// An axis cut into pieces of the given lengths, each derived as ``slice(axis:_:)`` is.
    /// - Precondition: the lengths add up to that of the axis.
    public func split(sizes: [Int], axis: Int = 0) -> [Tensor] {
        let axis = shape.place(ofAxis: axis)
        guard sizes.allSatisfy({ $0 >= 0 }), sizes.reduce(0, +) == shape[axis] else {
            fatalError("pieces of the lengths \(sizes) of axis \(axis) of the shape \(shape): they must add up to it")
        }
        var start = 0
        return sizes.map { size in
            defer { start += size }
            return slice(axis: axis, start..<start + size)
        }
    }

    /// An axis cut into pieces of ⌈length / count⌉, of which the last may be shorter or missing, as in PyTorch.
    /// - Precondition: the count is positive.
    public func chunk(_ count: Int, axis: Int = 0) -> [Tensor] {
        guard count > 0 else { fatalError("\(count) chunks of the shape \(shape)") }
        let length = shape[shape.place(ofAxis: axis)]
        let size = Swift.max((length + count - 1) / count, 1)
        let sizes = stride(from: 0, to: length, by: size).map { Swift.min(size, length - $0) }
        return split(sizes: sizes.isEmpty ? [0] : sizes, axis: axis)
    }
}
