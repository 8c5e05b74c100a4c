/// Tensors one after the other along an axis: `[…, n, …]` and `[…, m, …]` to `[…, n + m, …]`. ∂L/∂(each part) is the
/// slice of ∂L/∂y that came from it.
///
/// - Parameter axis: counts from 0, or from the end where it is negative.
/// - Precondition: there is a part, and all axes but this one are equal.
public func concatenate(_ parts: [Tensor], axis: Int = 0) -> Tensor {
    guard let first = parts.first else { fatalError("no tensors to concatenate") }
    let axis = first.shape.place(ofAxis: axis)
    for part in parts {
        guard part.shape.rank == first.shape.rank, part.shape.without(axis: axis) == first.shape.without(axis: axis)
        else {
            fatalError("the shapes \(first.shape) and \(part.shape) cannot be concatenated along axis \(axis)")
        }
    }
    let lengths = parts.map { $0.shape[axis] }
    let needs = parts.map(\.isDerived)
    let y = joined(parts, first.shape.withLength(lengths.reduce(0, +), ofAxis: axis), axis)
    return y.derived(fromAll: parts) { gradient in
        var start = 0
        return zip(lengths, needs).map { length, isNeeded in
            defer { start += length }
            return isNeeded ? gradient.slice(axis: axis, start..<start + length) : nil
        }
    }
}

private func joined(_ parts: [Tensor], _ shape: Shape, _ axis: Int) -> Tensor {
    let view = AxisView(shape, axis: axis)
    return Tensor(shape) { target in
        guard var place = target.baseAddress else { return }
        for part in parts {
            let block = part.shape[axis] * view.inner
            part.withScalars { scalars in
                guard let start = scalars.baseAddress else { return }
                copyBlocks(
                    view.outer, of: block, from: start, stride: block, to: place, stride: view.length * view.inner)
            }
            place += block
        }
    }
}

/// Tensors of one shape side by side along a new axis: k of `[n, m]` to `[k, n, m]` for axis 0, to `[n, k, m]` for
/// axis 1. ∂L/∂(each part) is its place of ∂L/∂y.
///
/// - Parameter axis: the new axis's place in the result, or where it is negative, counted from its end.
/// - Precondition: there is a part, and the shapes are equal.
public func stack(_ parts: [Tensor], axis: Int = 0) -> Tensor {
    guard let first = parts.first else { fatalError("no tensors to stack") }
    for part in parts where part.shape != first.shape {
        fatalError("the shapes \(first.shape) and \(part.shape) cannot be stacked")
    }
    return concatenate(parts.map { $0.expandDims(axis) }, axis: axis)
}
