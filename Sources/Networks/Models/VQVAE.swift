/// An autoencoder whose code is a grid of entries of a learned codebook: each
/// place's vector is replaced by the nearest entry before it is decoded.
///
/// The loss is the reconstruction's mean squared error, the codebook's, which
/// moves the entries, and the commitment, which keeps the encoder near them.
///
/// Source: van den Oord, Vinyals and Kavukcuoglu, "Neural Discrete
/// Representation Learning", NeurIPS 2017.
public final class VQVAE: Autoencoder {
    public let encoder: Sequential
    public let quantizer: VectorQuantizer
    public let decoder: Sequential
    private let channels: Int

    /// For images of 28 × 28 pixels: 7 × 7 entries.
    /// - Parameter channels: the length of an entry.
    public init(
        codes: Int = 512, channels: Int = 64, commitment: Float = 0.25,
        using generator: inout SeededGenerator
    ) {
        self.channels = channels
        encoder = Sequential(
            Reshape(1, 28, 28),
            Conv2d(1, 32, kernel: 3, stride: 2, padding: 1, using: &generator),
            ReLU(),
            Conv2d(32, 64, kernel: 3, stride: 2, padding: 1, using: &generator),
            ReLU(),
            Conv2d(64, channels, kernel: 1, using: &generator))
        quantizer = VectorQuantizer(
            codes: codes, channels: channels, commitment: commitment,
            using: &generator)
        decoder = Sequential(
            ConvTranspose2d(
                channels, 32, kernel: 3, stride: 2, padding: 1,
                outputPadding: 1, using: &generator),
            ReLU(),
            ConvTranspose2d(
                32, 1, kernel: 3, stride: 2, padding: 1, outputPadding: 1,
                using: &generator),
            Sigmoid(),
            Flatten())
    }

    /// The entries that images are replaced by, with their places in the
    /// codebook: 7 · 7 of them for each image, row by row.
    public func quantize(_ images: Tensor) -> VectorQuantizer.Output {
        quantizer(encoder(images))
    }

    /// The entries as numbers: `[batch, channels · 7 · 7]`.
    public func encode(_ images: Tensor) -> Tensor {
        quantize(images).codes.flatten()
    }

    /// Any vectors to images, by the entries nearest to them.
    public func decode(_ codes: Tensor) -> Tensor {
        let vectors = codes.reshape([codes.shape[0], channels, 7, 7])
        return decoder(quantizer(vectors).codes)
    }

    public func callAsFunction(_ images: Tensor) -> Reconstruction {
        let codes = quantize(images).codes
        return Reconstruction(image: decoder(codes), code: codes.flatten())
    }

    /// The loss with its terms, each a mean over all its numbers.
    public func terms(_ images: Tensor) -> Loss {
        let output = quantize(images)
        let error = meanSquaredError(decoder(output.passed), images)
        let commitment = Loss("commitment", output.commitmentLoss)
        return Loss("reconstruction", error)
            + Loss("codebook", output.codebookLoss)
            + quantizer.commitment * commitment
    }

    public func loss(_ batch: Batch, _ step: inout Step) -> Loss {
        terms(batch.images)
    }

    public func loss(
        _ images: Tensor, using generator: inout SeededGenerator
    ) -> Tensor {
        terms(images).total
    }
}
