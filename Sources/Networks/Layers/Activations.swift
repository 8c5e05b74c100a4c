/// max(x, 0), element by element.
public final class ReLU: Layer {
    public init() {}
    public func callAsFunction(_ x: Tensor) -> Tensor { relu(x) }
}

/// 1 / (1 + e⁻ˣ), element by element: into (0, 1).
public final class Sigmoid: Layer {
    public init() {}
    public func callAsFunction(_ x: Tensor) -> Tensor { sigmoid(x) }
}

/// The hyperbolic tangent, element by element: into (−1, 1).
public final class Tanh: Layer {
    public init() {}
    public func callAsFunction(_ x: Tensor) -> Tensor { tanh(x) }
}

/// x where x > 0, else slope · x, element by element.
///
/// Source: Maas, Hannun and Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models", 2013.
public final class LeakyReLU: Layer {
    public let slope: Float

    public init(slope: Float = 0.2) { self.slope = slope }

    public func callAsFunction(_ x: Tensor) -> Tensor { leakyReLU(x, slope: slope) }
}

/// x · Φ(x) with the normal distribution Φ, element by element: the exact form.
///
/// Source: Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)", 2016.
public final class GELU: Layer {
    public init() {}
    public func callAsFunction(_ x: Tensor) -> Tensor { gelu(x) }
}

/// x / (1 + e⁻ˣ), element by element.
///
/// Source: Elfwing, Uchibe and Doya, "Sigmoid-Weighted Linear Units", Neural Networks 107, 2018.
public final class SiLU: Layer {
    public init() {}
    public func callAsFunction(_ x: Tensor) -> Tensor { silu(x) }
}

/// ln(1 + eˣ), element by element: into the positive numbers.
public final class Softplus: Layer {
    public init() {}
    public func callAsFunction(_ x: Tensor) -> Tensor { softplus(x) }
}

/// x where x > 0, else alpha · (eˣ − 1), element by element.
///
/// Source: Clevert, Unterthiner and Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear Units
/// (ELUs)", ICLR 2016.
public final class ELU: Layer {
    public let alpha: Float

    public init(alpha: Float = 1) { self.alpha = alpha }

    public func callAsFunction(_ x: Tensor) -> Tensor { elu(x, alpha: alpha) }
}

/// e^x / Σ e^x along one axis, the last where none is given: shares that add up to 1.
public final class Softmax: Layer {
    public let axis: Int

    public init(axis: Int = -1) { self.axis = axis }

    public func callAsFunction(_ x: Tensor) -> Tensor { x.softmax(axis: axis) }
}
