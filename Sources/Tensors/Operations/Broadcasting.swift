extension Tensor {
    /// f(a, b), element by element; where the shapes differ, stretched by NumPy's rules.
    @inline(__always)
    static func combine(_ a: Tensor, _ b: Tensor, _ pass: (BroadcastPart) -> Passed) -> Tensor {
        if a.shape == b.shape { return map(a, b) { pass(BroadcastPart($0)) } }
        guard let shape = Shape.broadcast(a.shape, b.shape) else { refuseToBroadcast(a.shape, b.shape) }
        return broadcastMap(a, b, to: shape, pass)
    }

    /// This tensor repeated along its axes of the length 1, and along new axes in front of the others, until it has a
    /// shape (NumPy's rules): `[m]` and `[n, 1]` to `[n, m]`, `[c, 1, 1]` to `[n, c, h, w]`. ∂L/∂x sums ∂L/∂y over the
    /// repetitions.
    /// - Precondition: each axis, from the last one on, is 1 long or as long as the shape's.
    public func broadcast(to other: Shape) -> Tensor {
        guard shape != other else { return self }
        guard Shape.broadcast(shape, other) == other else {
            fatalError("the shape \(shape) cannot be broadcast to \(other)")
        }
        let shape = shape
        return Self.broadcastMap(self, Tensor(0), to: other) { $0.each { x, _ in x } }.derived(from: self) {
            [$0.summed(to: shape)]
        }
    }

    /// The way back of a broadcast: sums over all axes that were stretched.
    func summed(to other: Shape) -> Tensor {
        guard shape != other else { return self }
        let missing = shape.rank - other.rank
        let stretched = (0..<shape.rank).filter { $0 < missing || (other[$0 - missing] == 1 && shape[$0] != 1) }
        return sum(axes: stretched).reshape(other)
    }

    private static func refuseToBroadcast(_ a: Shape, _ b: Shape) -> Never {
        fatalError(
            "the shapes \(a) and \(b) do not fit: from the last axis on, lengths must be equal, or one of them 1")
    }
}

/// a where the mask is not 0, b where it is, element by element; the three are broadcast to one shape. ∂L/∂a is ∂L/∂y
/// where the mask is not 0 and 0 elsewhere, ∂L/∂b the other way round; the mask is a constant.
/// - Precondition: the shapes fit by NumPy's rules.
public func select(_ mask: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    guard let shape = Shape.broadcast(a.shape, b.shape).flatMap({ Shape.broadcast($0, mask.shape) }) else {
        fatalError("the shapes \(mask.shape), \(a.shape) and \(b.shape) do not fit by the rules of broadcasting")
    }
    @inline(__always) func kept(_ mask: Vector, _ x: Vector) -> Vector { x.replacing(with: 0, where: mask .== 0) }
    @inline(__always) func other(_ mask: Vector, _ x: Vector) -> Vector { x.replacing(with: 0, where: mask .!= 0) }
    @inline(__always) func value(_ mask: Vector, _ a: Vector, _ b: Vector) -> Vector {
        b.replacing(with: a, where: mask .!= 0)
    }
    let (mask, wideA, wideB) = (mask.detached.broadcast(to: shape), a.broadcast(to: shape), b.broadcast(to: shape))
    let (needsA, needsB) = (a.isDerived, b.isDerived)
    return Tensor.map(mask, wideA, wideB) { $0.each(value) }.derived(from: wideA, wideB) {
        [needsA ? Tensor.map(mask, $0) { $0.each(kept) } : nil, needsB ? Tensor.map(mask, $0) { $0.each(other) } : nil]
    }
}
