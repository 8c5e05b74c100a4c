/// The vanilla network, trained to undo noise: it sees a corrupted image and is
/// held against the clean one.
///
/// Source: Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing
/// Robust Features with Denoising Autoencoders", ICML 2008.
public final class DenoisingAutoencoder: VanillaAutoencoder {
    /// The noise's standard deviation, in grey levels from 0 to 1.
    public let noise: Float

    public init(
        pixels: Int = 784, latent: Int, noise: Float,
        using generator: inout SeededGenerator
    ) {
        self.noise = noise
        super.init(pixels: pixels, latent: latent, using: &generator)
    }

    public override func loss(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Tensor {
        let noisy = corrupted(images, noise: noise, using: &generator)
        return meanSquaredError(self(noisy).image, images)
    }
}

/// Images with Gaussian noise, held to [0, 1]: min(max(x + σε, 0), 1), with ε ~ N(0, 1) for every pixel. A constant.
public func corrupted(_ images: Tensor, noise: Float, using generator: inout SeededGenerator) -> Tensor {
    (images.detached + noise * Tensor.normal(images.shape, using: &generator)).clamped(0, 1)
}
