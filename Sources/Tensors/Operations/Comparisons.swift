/// Masks for ``select(_:_:_:)``: 1 where a comparison holds and 0 elsewhere, of tensors that are broadcast to one shape.
/// Constants, as no small step changes them.
extension Tensor {
    /// 1 where a number is greater.
    public func isGreater(than other: Tensor) -> Tensor {
        Self.combine(detached, other.detached) { $0.each { Vector.zero.replacing(with: 1, where: $0 .> $1) } }
    }

    /// 1 where a number is less.
    public func isLess(than other: Tensor) -> Tensor { other.isGreater(than: self) }

    /// 1 where two numbers are equal.
    public func isEqual(to other: Tensor) -> Tensor {
        Self.combine(detached, other.detached) { $0.each { Vector.zero.replacing(with: 1, where: $0 .== $1) } }
    }

    /// 1 where a number is greater.
    public func isGreater(than number: Float) -> Tensor { isGreater(than: Tensor(number)) }

    /// 1 where a number is less.
    public func isLess(than number: Float) -> Tensor { isLess(than: Tensor(number)) }

    /// 1 where a number is equal.
    public func isEqual(to number: Float) -> Tensor { isEqual(to: Tensor(number)) }
}
