extension Tensor {
    /// x², element by element. ∂L/∂x = 2x · ∂L/∂y.
    public func squared() -> Tensor {
        let x = detached
        return map { $0 * $0 }.derived(from: self) { [Tensor.map($0, x) { $0 * $1 * 2 }] }
    }

    /// |x|, element by element. ∂L/∂x = sign(x) · ∂L/∂y, where sign(0) = 0.
    public func absolute() -> Tensor {
        let x = detached
        return map(\.magnitude).derived(from: self) { gradient in
            [
                Tensor.map(gradient, x) { dy, x in
                    Vector.zero.replacing(with: dy, where: x .> 0).replacing(with: -dy, where: x .< 0)
                }
            ]
        }
    }

    /// eˣ, element by element, with x held to [-87.3, 88.3]. ∂L/∂x = y · ∂L/∂y.
    public func exponential() -> Tensor {
        let y = map(Vector.exponential)
        return y.derived(from: self) { [$0 * y] }
    }

    /// ln x, element by element, for x > 0. ∂L/∂x = ∂L/∂y / x.
    public func logarithm() -> Tensor {
        let x = detached
        return map(Vector.logarithm).derived(from: self) { [$0 / x] }
    }

    /// x held to [lower, upper], element by element. The derivative is 1 inside and on the bounds, 0 outside.
    public func clamped(_ lower: Float, _ upper: Float) -> Tensor {
        let x = detached
        return map { $0.held(lower, upper) }.derived(from: self) { gradient in
            [
                Tensor.map(gradient, x) { dy, x in
                    Vector.zero.replacing(with: dy, where: (x .>= lower) .& (x .<= upper))
                }
            ]
        }
    }
}
