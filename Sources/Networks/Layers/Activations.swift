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
