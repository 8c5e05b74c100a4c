/// The plain autoencoder: dense layers that narrow to the code and widen again,
/// trained to repeat its input.
public class VanillaAutoencoder: Autoencoder {
    public let encoder: Sequential
    public let decoder: Sequential

    public init(
        pixels: Int = 784, latent: Int,
        using generator: inout SeededGenerator
    ) {
        checkLatent(latent)
        encoder = Sequential(
            Linear(pixels, 512, using: &generator), ReLU(),
            Linear(512, 256, using: &generator), ReLU(),
            Linear(256, latent, using: &generator))
        decoder = Sequential(
            Linear(latent, 256, using: &generator), ReLU(),
            Linear(256, 512, using: &generator), ReLU(),
            Linear(512, pixels, using: &generator), Sigmoid())
    }

    public func loss(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Tensor {
        meanSquaredError(self(images).image, images)
    }
}
