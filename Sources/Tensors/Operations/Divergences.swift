/// The divergence KL(N(μ, e^λ) ‖ N(0, 1)) of each element's normal distribution: −½ (1 + λ − μ² − e^λ).
///
/// - Parameters: the mean μ and the logarithm λ of the variance, of one shape, any axes (`[batch, latent]` in a VAE).
/// - Returns: in that shape. ∂/∂μ = μ, ∂/∂λ = ½ (e^λ − 1).
///
/// Source: Kingma and Welling, "Auto-Encoding Variational Bayes", ICLR 2014, appendix B.
/// - Precondition: the shapes are equal.
public func gaussianDivergence(mean: Tensor, logVariance: Tensor) -> Tensor {
    @inline(__always) func value(_ mean: Vector, _ logVariance: Vector) -> Vector {
        (Vector.exponential(logVariance) - 1 - logVariance + mean * mean) * 0.5
    }
    @inline(__always) func derivative(_ gradient: Vector, _ logVariance: Vector) -> Vector {
        gradient * 0.5 * (Vector.exponential(logVariance) - 1)
    }
    let (constantMean, constantLogVariance) = (mean.detached, logVariance.detached)
    return Tensor.map(constantMean, constantLogVariance) { $0.each(value) }.derived(from: mean, logVariance) {
        [$0 * constantMean, Tensor.map($0, constantLogVariance) { $0.each(derivative) }]
    }
}

/// The divergence KL(B(ρ) ‖ B(r)) of two coins, for each element r: ρ ln(ρ / r) + (1 − ρ) ln((1 − ρ) / (1 − r)).
/// In a sparse autoencoder r is a unit's mean activation and ρ the wanted one.
///
/// - Parameters:
///   - activation: r, any shape; it is held to [10⁻⁶, 1 − 10⁻⁶], so that a saturated unit costs much, not infinitely much
///   - rate: ρ in (0, 1)
/// - Returns: in the shape of r. ∂/∂r = (1 − ρ) / (1 − r) − ρ / r.
///
/// Source: Ng, "Sparse autoencoder", CS294A lecture notes, 2011.
public func sparsityDivergence(_ activation: Tensor, rate: Float) -> Tensor {
    guard rate > 0 && rate < 1 else { fatalError("a rate of \(rate), not between 0 and 1") }
    let (low, high) = (Vector(repeating: 1e-6), Vector(repeating: 1 - 1e-6))
    @inline(__always) func value(_ activation: Vector) -> Vector {
        let r = activation.held(low, high)
        return Vector.logarithm(rate / r) * rate + Vector.logarithm((1 - rate) / (1 - r)) * (1 - rate)
    }
    @inline(__always) func derivative(_ gradient: Vector, _ activation: Vector) -> Vector {
        let r = activation.held(low, high)
        return gradient * ((1 - rate) / (1 - r) - rate / r)
    }
    let constant = activation.detached
    return activation.map { $0.each(value) }.derived(from: activation) {
        [Tensor.map($0, constant) { $0.each(derivative) }]
    }
}
