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

    /// [rows, columns] → [columns, rows].
    public func transpose() -> Tensor {
        guard shape.rank == 2 else { fatalError("the transpose of the shape \(shape), which is no matrix") }
        let (rows, columns) = (shape[0], shape[1])
        let result = Storage(count: count)
        for row in 0..<rows {
            for column in 0..<columns { result.start[column * rows + row] = storage.start[row * columns + column] }
        }
        return Tensor(shape: [columns, rows], storage: result).derived(from: self) { [$0.transpose()] }
    }

    /// Samples by their places along the first axis: [batch, …] → [indices.count, …]. A constant.
    public func take(_ indices: some Collection<Int>) -> Tensor {
        let size = shape[0] == 0 ? 0 : count / shape[0]
        let result = Storage(count: indices.count * size)
        let plain = plain
        for (place, index) in indices.enumerated() {
            guard index >= 0 && index < shape[0] else {
                fatalError("sample \(index) of a tensor of the shape \(shape)")
            }
            (result.start + place * size).update(from: plain.storage.start + index * size, count: size)
        }
        return Tensor(shape: shape.withBatch(indices.count), storage: result)
    }

    /// Samples in a range along the first axis. A constant.
    public subscript(range: Range<Int>) -> Tensor { take(range) }

    /// The first samples along the first axis, all where there are fewer. A constant.
    public func prefix(_ length: Int) -> Tensor { self[0..<min(length, shape[0])] }

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

    /// Tensors one after the other along the first axis. A constant.
    /// - Precondition: the other axes are equal.
    public static func joined(_ parts: [Tensor]) -> Tensor {
        guard let first = parts.first else { fatalError("no tensors to join") }
        let length = parts.reduce(0) { $0 + $1.shape[0] }
        let shape = first.shape.withBatch(length)
        let result = Storage(count: shape.count)
        var place = result.start
        for part in parts {
            guard part.shape.withBatch(length) == shape else {
                fatalError("the shapes \(first.shape) and \(part.shape) cannot be joined")
            }
            part.withScalars { place.update(from: $0.baseAddress!, count: part.count) }
            place += part.count
        }
        return Tensor(shape: shape, storage: result)
    }
}

/// Tensors one after the other along the first axis. A constant.
/// - Precondition: the other axes are equal.
public func concatenate(_ parts: [Tensor]) -> Tensor { Tensor.joined(parts) }
