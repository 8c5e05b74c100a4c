/// The vanilla network, trained to undo noise: it sees a corrupted image and is
/// held against the clean one.
///
/// Source: Vincent, Larochelle, Bengio and Manzagol, "Extracting and Composing
/// Robust Features with Denoising Autoencoders", ICML 2008.
public final class DenoisingAutoencoder: VanillaAutoencoder {
    /// The noise's standard deviation, in gray levels from 0 to 1.
    public let noiseStd: Float

    public init(
        pixels: Int = 784, latent: Int, noiseStd: Float,
        using generator: inout SeededGenerator
    ) {
        self.noiseStd = noiseStd
        super.init(pixels: pixels, latent: latent, using: &generator)
    }

    public override func loss(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Tensor {
        let noisy = corrupted(images, noiseStd: noiseStd, using: &generator)
        return meanSquaredError(self(noisy).image, images)
    }
}

/// Images with Gaussian noise, held to [0, 1]: min(max(x + σε, 0), 1), with ε ~ N(0, 1) for every pixel. A constant.
public func corrupted(_ images: Tensor, noiseStd: Float, using generator: inout SeededGenerator) -> Tensor {
    (images.detached + noiseStd * Tensor.normal(images.shape, using: &generator)).clamp(0, 1)
}
