/// The vanilla network with a price on its code: MSE + λ · mean |z|, the mean
/// over the batch and all code units.
public final class SparseAutoencoder: VanillaAutoencoder {
    /// λ, the weight of the L1 penalty.
    public let penalty: Float

    public init(
        pixels: Int = 784, latent: Int, penalty: Float,
        using generator: inout SeededGenerator
    ) {
        self.penalty = penalty
        super.init(pixels: pixels, latent: latent, using: &generator)
    }

    public override func loss(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Tensor {
        let output = self(images)
        return meanSquaredError(output.image, images)
            + penalty * meanAbsolute(output.code)
    }
}
