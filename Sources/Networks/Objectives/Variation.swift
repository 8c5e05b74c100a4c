/// The encoder's answer of a variational autoencoder: a Gaussian for each sample.
///
/// Source: Kingma and Welling, "Auto-Encoding Variational Bayes", ICLR 2014.
public struct GaussianCode: Sendable {
    /// `[batch, latent]`
    public let mean: Tensor
    /// ln σ², `[batch, latent]`
    public let logVariance: Tensor

    public init(mean: Tensor, logVariance: Tensor) {
        self.mean = mean
        self.logVariance = logVariance
    }

    /// mean + σ · ε, `[batch, latent]`: a draw that derives with respect to mean and variance, for ε ~ N(0, 1).
    public func sample(_ epsilon: Tensor) -> Tensor { mean + (logVariance * 0.5).exp() * epsilon }

    /// Its Kullback–Leibler divergence from N(0, 1), summed over batch and dimensions.
    public var divergence: Tensor { gaussianDivergence(mean: mean, logVariance: logVariance).sum() }
}
