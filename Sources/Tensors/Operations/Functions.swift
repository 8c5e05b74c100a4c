extension Tensor {
    /// x², element by element. ∂L/∂x = 2x · ∂L/∂y.
    public func square() -> Tensor {
        @inline(__always) func value(_ x: Vector) -> Vector { x * x }
        @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector { dy * x * 2 }
        let x = detached
        return map { $0.each(value) }.derived(from: self) { [Tensor.map($0, x) { $0.each(derivative) }] }
    }

    /// |x|, element by element. ∂L/∂x = sign(x) · ∂L/∂y, where sign(0) = 0.
    public func abs() -> Tensor {
        @inline(__always) func value(_ x: Vector) -> Vector { x.magnitude }
        @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector {
            Vector.zero.replacing(with: dy, where: x .> 0).replacing(with: -dy, where: x .< 0)
        }
        let x = detached
        return map { $0.each(value) }.derived(from: self) { [Tensor.map($0, x) { $0.each(derivative) }] }
    }

    /// eˣ, element by element; infinite for x above 88.72 and 0 below -87.7. ∂L/∂x = y · ∂L/∂y.
    public func exp() -> Tensor {
        @inline(__always) func value(_ x: Vector) -> Vector { Vector.exponential(x) }
        let y = map { $0.each(value) }
        return y.derived(from: self) { [$0 * y] }
    }

    /// ln x, element by element, for x > 0. ∂L/∂x = ∂L/∂y / x.
    public func log() -> Tensor {
        @inline(__always) func value(_ x: Vector) -> Vector { Vector.logarithm(x) }
        let x = detached
        return map { $0.each(value) }.derived(from: self) { [$0 / x] }
    }

    /// √x, element by element, for x > 0. ∂L/∂x = ∂L/∂y / 2y.
    public func sqrt() -> Tensor {
        @inline(__always) func value(_ x: Vector) -> Vector { Vector.squareRoot(x) }
        @inline(__always) func derivative(_ dy: Vector, _ y: Vector) -> Vector { dy * 0.5 / y }
        let y = map { $0.each(value) }
        return y.derived(from: self) { [Tensor.map($0, y) { $0.each(derivative) }] }
    }

    /// x held to [lower, upper], element by element. The derivative is 1 inside and on the bounds, 0 outside.
    public func clamp(_ lower: Float, _ upper: Float) -> Tensor {
        let (low, high) = (Vector(repeating: lower), Vector(repeating: upper))
        @inline(__always) func value(_ x: Vector) -> Vector { x.held(low, high) }
        @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector {
            Vector.zero.replacing(with: dy, where: (x .>= low) .& (x .<= high))
        }
        let x = detached
        return map { $0.each(value) }.derived(from: self) { [Tensor.map($0, x) { $0.each(derivative) }] }
    }
}
