// The functions of one element are local functions rather than closures, because only those can be told to be inlined:
// called once per vector, they would pass it through memory in four parts.

/// max(x, 0), element by element, any shape. ∂L/∂x = ∂L/∂y where x > 0, else 0 (also at exactly 0, as in PyTorch).
public func relu(_ x: Tensor) -> Tensor {
    let rectifier = Rectifier()
    @inline(__always) func value(_ x: Vector) -> Vector { rectifier.value(x) }
    @inline(__always) func derivative(_ dy: Vector, _ y: Vector) -> Vector { rectifier.derivative(dy, at: y) }
    let y = x.map { $0.each(value) }
    return y.derived(from: x, stopsAtZeros: true) { [Tensor.map($0, y) { $0.each(derivative) }] }
}

/// x where x > 0, else slope · x, element by element, any shape. At exactly 0 the derivative is the slope.
public func leakyReLU(_ x: Tensor, slope: Float) -> Tensor {
    let rectifier = LeakyRectifier(slope: slope)
    @inline(__always) func value(_ x: Vector) -> Vector { rectifier.value(x) }
    @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector { rectifier.derivative(dy, at: x) }
    let constant = x.detached
    return x.map { $0.each(value) }.derived(from: x) { [Tensor.map($0, constant) { $0.each(derivative) }] }
}

/// 1 / (1 + e⁻ˣ), element by element, any shape. ∂L/∂x = y (1 − y) · ∂L/∂y.
public func sigmoid(_ x: Tensor) -> Tensor {
    @inline(__always) func value(_ x: Vector) -> Vector { 1 / (1 + Vector.exponential(-x)) }
    @inline(__always) func derivative(_ dy: Vector, _ y: Vector) -> Vector { dy * y * (1 - y) }
    let y = x.map { $0.each(value) }
    return y.derived(from: x) { [Tensor.map($0, y) { $0.each(derivative) }] }
}

/// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ), element by element, any shape. ∂L/∂x = (1 − y²) · ∂L/∂y.
public func tanh(_ x: Tensor) -> Tensor {
    @inline(__always) func value(_ x: Vector) -> Vector {
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
    @inline(__always) func derivative(_ dy: Vector, _ y: Vector) -> Vector { dy * (1 - y * y) }
    let y = x.map { $0.each(value) }
    return y.derived(from: x) { [Tensor.map($0, y) { $0.each(derivative) }] }
}
