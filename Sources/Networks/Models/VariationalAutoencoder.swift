/// The encoder answers with a Gaussian for each image, the decoder is given a
/// draw from it, and a divergence keeps the Gaussians near N(0, 1).
///
/// Per image the loss is −ln p(x | z) + β · KL(q(z | x) ‖ N(0, 1)), each pixel
/// a coin with the decoder's probability; β = 1 makes it the evidence bound.
///
/// Sources: Kingma and Welling, "Auto-Encoding Variational Bayes", ICLR 2014;
/// Higgins et al., "β-VAE: Learning Basic Visual Concepts with a Constrained
/// Variational Framework", ICLR 2017, for β.
public class VariationalAutoencoder: Autoencoder {
    public let encoder: Sequential
    public let mean: Linear
    public let logVariance: Linear
    public let decoder: Sequential
    /// The weight of the divergence.
    public let beta: Float

    /// Dense layers of the hidden sizes, and the same backwards.
    public convenience init(
        pixels: Int = 784, hidden: [Int] = [256, 256], latent: Int,
        beta: Float = 1, using generator: inout SeededGenerator
    ) {
        checkLatent(latent)
        let down = rectified([pixels] + hidden, using: &generator)
        let up = rectified([latent] + hidden.reversed(), using: &generator)
        let first = hidden.first ?? latent
        self.init(
            encoder: Sequential(down), features: hidden.last ?? pixels,
            latent: latent,
            decoder: Sequential(
                up + [Linear(first, pixels, using: &generator), Sigmoid()]),
            beta: beta, using: &generator)
    }

    /// Any two networks, with the two heads between them.
    /// - Parameter features: how many numbers the encoder makes of an image.
    public init(
        encoder: Sequential, features: Int, latent: Int, decoder: Sequential,
        beta: Float = 1, using generator: inout SeededGenerator
    ) {
        checkLatent(latent)
        self.encoder = encoder
        mean = Linear(features, latent, using: &generator)
        logVariance = Linear(features, latent, using: &generator)
        self.decoder = decoder
        self.beta = beta
    }

    /// q(z | x) of each image.
    public func posterior(_ images: Tensor) -> GaussianCode {
        let features = encoder(images)
        return GaussianCode(
            mean: mean(features), logVariance: logVariance(features))
    }

    /// The means, which stand for the images in tables and figures.
    public func encode(_ images: Tensor) -> Tensor { posterior(images).mean }

    /// The loss with its terms, as means over the images.
    public func terms(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Loss {
        let code = posterior(images)
        let noise = Tensor.normal(code.mean.shape, using: &generator)
        let image = decode(code.sample(noise))
        let error = binaryCrossEntropy(image, images, reduction: .sum)
        let share = 1 / Float(images.shape[0])
        return Loss("reconstruction", share * error, averaging: .samples)
            + beta * Loss("KL", share * code.divergence, averaging: .samples)
    }

    public func loss(_ batch: Batch, _ step: inout Step) -> Loss {
        terms(batch.images, using: &step.generator)
    }

    public func loss(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Tensor {
        terms(images, using: &generator).total
    }
}

/// Dense layers from each size to the next, each with a ReLU.
private func rectified(
    _ sizes: [Int], using generator: inout SeededGenerator
) -> [any Layer] {
    var layers: [any Layer] = []
    for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
        layers += [Linear(inputs, outputs, using: &generator), ReLU()]
    }
    return layers
}
