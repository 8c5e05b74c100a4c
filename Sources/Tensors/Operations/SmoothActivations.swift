// Functions of one element that bend instead of breaking off at 0; see Activations.swift for the others.

/// x · Φ(x) with the normal distribution Φ(x) = ½ (1 + erf(x / √2)), element by element, any shape: PyTorch's exact form,
/// not that of tanh. ∂L/∂x = (Φ(x) + x · φ(x)) · ∂L/∂y with φ(x) = e^(−x² / 2) / √(2π).
///
/// Source: Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)", 2016.
public func gelu(_ x: Tensor) -> Tensor {
    @inline(__always) func value(_ x: Vector) -> Vector { x * Vector.normalDistribution(x) }
    @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector {
        let density = Vector.exponential(x * x * -0.5) * 0.398_942_28
        return dy * (Vector.normalDistribution(x) + x * density)
    }
    let constant = x.detached
    return x.map { $0.each(value) }.derived(from: x) { [Tensor.map($0, constant) { $0.each(derivative) }] }
}

/// x / (1 + e⁻ˣ), element by element, any shape (also known as swish). With s = 1 / (1 + e⁻ˣ),
/// ∂L/∂x = s (1 + x (1 − s)) · ∂L/∂y.
///
/// Source: Elfwing, Uchibe and Doya, "Sigmoid-Weighted Linear Units", Neural Networks 107, 2018.
public func silu(_ x: Tensor) -> Tensor {
    @inline(__always) func sigmoid(_ x: Vector) -> Vector { 1 / (1 + Vector.exponential(-x)) }
    @inline(__always) func value(_ x: Vector) -> Vector { x * sigmoid(x) }
    @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector {
        let s = sigmoid(x)
        return dy * s * (1 + x * (1 - s))
    }
    let constant = x.detached
    return x.map { $0.each(value) }.derived(from: x) { [Tensor.map($0, constant) { $0.each(derivative) }] }
}

/// ln(1 + eˣ), element by element, any shape: as max(x, 0) + ln(1 + e^−|x|), which never overflows.
/// ∂L/∂x = ∂L/∂y / (1 + e⁻ˣ).
public func softplus(_ x: Tensor) -> Tensor {
    @inline(__always) func value(_ x: Vector) -> Vector {
        x.replacing(with: 0, where: x .< 0) + Vector.logarithmOfOnePlus(Vector.exponential(-x.magnitude))
    }
    @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector { dy / (1 + Vector.exponential(-x)) }
    let constant = x.detached
    return x.map { $0.each(value) }.derived(from: x) { [Tensor.map($0, constant) { $0.each(derivative) }] }
}

/// x where x > 0, else alpha · (eˣ − 1), element by element, any shape. ∂L/∂x = ∂L/∂y where x > 0, else alpha · eˣ · ∂L/∂y.
///
/// Source: Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear Units
/// (ELUs)", ICLR 2016.
public func elu(_ x: Tensor, alpha: Float = 1) -> Tensor {
    @inline(__always) func value(_ x: Vector) -> Vector {
        (Vector.exponentialMinusOne(x) * alpha).replacing(with: x, where: x .> 0)
    }
    @inline(__always) func derivative(_ dy: Vector, _ x: Vector) -> Vector {
        (dy * Vector.exponential(x) * alpha).replacing(with: dy, where: x .> 0)
    }
    let constant = x.detached
    return x.map { $0.each(value) }.derived(from: x) { [Tensor.map($0, constant) { $0.each(derivative) }] }
}
