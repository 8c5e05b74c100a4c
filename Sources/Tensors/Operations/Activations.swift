/// max(x, 0), element by element, any shape. ∂L/∂x = ∂L/∂y where x > 0, else 0 (also at exactly 0, as in PyTorch).
public func relu(_ x: Tensor) -> Tensor {
    let y = x.map { $0.replacing(with: Vector.zero, where: $0 .< 0) }
    return y.derived(from: x) { gradient in
        [Tensor.map(gradient, y) { dy, y in Vector.zero.replacing(with: dy, where: y .> 0) }]
    }
}

/// x where x > 0, else slope · x, element by element, any shape. At exactly 0 the derivative is the slope.
public func leakyReLU(_ x: Tensor, slope: Float) -> Tensor {
    let constant = x.detached
    return x.map { ($0 * slope).replacing(with: $0, where: $0 .> 0) }.derived(from: x) { gradient in
        [Tensor.map(gradient, constant) { dy, x in (dy * slope).replacing(with: dy, where: x .> 0) }]
    }
}

/// 1 / (1 + e⁻ˣ), element by element, any shape. ∂L/∂x = y (1 − y) · ∂L/∂y.
public func sigmoid(_ x: Tensor) -> Tensor {
    let y = x.map { 1 / (1 + Vector.exponential(-$0)) }
    return y.derived(from: x) { [Tensor.map($0, y) { dy, y in dy * y * (1 - y) }] }
}

/// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), element by element, any shape. ∂L/∂x = (1 − y²) · ∂L/∂y.
public func tanh(_ x: Tensor) -> Tensor {
    let y = x.map { x in
        // Near 0 the quotient loses digits; there the odd polynomial of Cephes' `tanhf` stands in.
        let square = x * x
        var p = square * -5.704_988_7e-3 + 2.063_908_9e-2
        p = p * square - 5.373_971_6e-2
        p = p * square + 1.333_144_3e-1
        p = p * square - 3.333_328_2e-1
        let near = p * square * x + x
        let far = 1 - 2 / (Vector.exponential(x * 2) + 1)
        return far.replacing(with: near, where: x.magnitude .< 0.625)
    }
    return y.derived(from: x) { [Tensor.map($0, y) { dy, y in dy * (1 - y * y) }] }
}
