/// Convolutions that halve the image twice, and transposed ones that double it
/// again: neighboring pixels stay neighbors up to the code.
public final class ConvolutionalAutoencoder: Autoencoder {
    public let encoder: Sequential
    public let decoder: Sequential

    /// For images of 28 × 28 pixels: 28 → 14 → 7 and back.
    public init(latent: Int, using generator: inout SeededGenerator) {
        checkLatent(latent)
        encoder = Sequential(
            Reshape(1, 28, 28),
            Conv2d(1, 16, kernel: 3, stride: 2, padding: 1, using: &generator),
            ReLU(),
            Conv2d(16, 32, kernel: 3, stride: 2, padding: 1, using: &generator),
            ReLU(),
            Flatten(),
            Linear(32 * 7 * 7, latent, using: &generator))
        decoder = Sequential(
            Linear(latent, 32 * 7 * 7, using: &generator),
            Reshape(32, 7, 7),
            ConvTranspose2d(
                32, 16, kernel: 3, stride: 2, padding: 1, outputPadding: 1,
                using: &generator),
            ReLU(),
            ConvTranspose2d(
                16, 1, kernel: 3, stride: 2, padding: 1, outputPadding: 1,
                using: &generator),
            Sigmoid(),
            Flatten())
    }

    public func loss(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Tensor {
        meanSquaredError(self(images).image, images)
    }
}
