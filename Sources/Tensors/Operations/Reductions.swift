extension Tensor {
    /// Σ x over all elements, a scalar. ∂L/∂x = ∂L/∂y everywhere.
    public func sum() -> Tensor {
        let shape = shape
        return Tensor(Float(sum { $0 })).derived(from: self) { [Tensor(shape, repeating: $0.scalar)] }
    }

    /// The mean over all elements, a scalar. ∂L/∂x = ∂L/∂y / count everywhere.
    /// - Precondition: there is an element.
    public func mean() -> Tensor {
        guard count > 0 else { fatalError("the mean of no elements, of the shape \(shape)") }
        return sum() * (1 / Float(count))
    }

    /// Σ over the first axis: [rows, columns] → [columns]. ∂L/∂x repeats ∂L/∂y in every row.
    public func sum(axis: Int) -> Tensor {
        guard shape.rank == 2, axis == 0 else { fatalError("axis \(axis) of the shape \(shape), which is no matrix") }
        let (rows, columns) = (shape[0], shape[1])
        let result = Tensor.zeros([columns])
        let (x, y) = (storage.start, result.storage.start)
        sharedLoop(over: columns, inPartsOf: 256) { range in
            for row in 0..<rows {
                let start = x + row * columns
                for column in range { y[column] += start[column] }
            }
        }
        return result.derived(from: self) { [$0.repeatedRows(rows)] }
    }

    /// The same row `count` times: [columns] → [count, columns]. ∂L/∂x = Σ over the rows of ∂L/∂y.
    public func repeatedRows(_ count: Int) -> Tensor {
        guard shape.rank == 1 else { fatalError("rows out of the shape \(shape), which has not one axis") }
        let columns = shape[0]
        let result = Storage(count: count * columns)
        for row in 0..<count { (result.start + row * columns).update(from: storage.start, count: columns) }
        return Tensor(shape: [count, columns], storage: result).derived(from: self) { [$0.sum(axis: 0)] }
    }
}
