extension Tensor {
    /// The same elements under another shape.
    /// - Precondition: both shapes have equally many elements.
    public func reshape(_ other: Shape) -> Tensor {
        guard other.count == count else { fatalError("the shape \(shape) has not the elements of \(other)") }
        let shape = shape
        return Tensor(shape: other, storage: plain.storage).derived(from: self) { [$0.reshape(shape)] }
    }

    /// [batch, …] → [batch, everything else].
    public func flatten() -> Tensor {
        guard shape.rank > 0 && shape[0] > 0 else { return self }
        return reshape([shape[0], count / shape[0]])
    }

    /// The same elements with one more axis, of the length 1: `[n, m]` to `[n, 1, m]` for axis 1, to `[n, m, 1]` for −1.
    ///
    /// - Parameter axis: the new axis's place in the result, or where it is negative, counted from its end.
    public func expandDims(_ axis: Int) -> Tensor {
        let place = axis < 0 ? axis + shape.rank + 1 : axis
        guard (0...shape.rank).contains(place) else { fatalError("a new axis \(axis) for the shape \(shape)") }
        return reshape(shape.withAxis(at: place))
    }

    /// The same elements without an axis of the length 1: `[n, 1, m]` to `[n, m]`.
    /// - Precondition: the axis has the length 1.
    public func squeeze(axis: Int) -> Tensor {
        let place = shape.place(ofAxis: axis)
        guard shape[place] == 1 else { fatalError("axis \(axis) of the shape \(shape) is not 1 long") }
        return reshape(shape.without(axis: place))
    }

    /// A column of a matrix, as numbers.
    public func column(_ index: Int) -> [Float] {
        guard shape.rank == 2 && index >= 0 && index < shape[1] else {
            fatalError("column \(index) of a tensor of the shape \(shape)")
        }
        return (0..<shape[0]).map { storage.start[$0 * shape[1] + index] }
    }

    /// A row of a matrix, as numbers.
    public func row(_ index: Int) -> [Float] {
        guard shape.rank == 2 && index >= 0 && index < shape[0] else {
            fatalError("row \(index) of a tensor of the shape \(shape)")
        }
        return Array(UnsafeBufferPointer(start: storage.start + index * shape[1], count: shape[1]))
    }
}
