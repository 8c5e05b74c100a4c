/// The variational autoencoder with convolutions of stride 2 in place of dense
/// layers, each normalized over the batch.
///
/// Sources: as of ``VariationalAutoencoder``; Radford, Metz and Chintala,
/// "Unsupervised Representation Learning with Deep Convolutional Generative
/// Adversarial Networks", ICLR 2016, for strides, normalization and leaky ReLU.
public final class ConvolutionalVariationalAutoencoder: VariationalAutoencoder {
    /// For square images: 28 → 14 → 7 → 4 and back with three channel numbers.
    public init(
        side: Int = 28, channels: [Int] = [32, 64, 128], latent: Int,
        beta: Float = 1, using generator: inout SeededGenerator
    ) {
        checkLatent(latent)
        let stages = StridedStages(side: side, channels: channels)
        let after = { [BatchNorm2d($0), LeakyReLU()] as [any Layer] }
        let down = stages.down(using: &generator, after: after)
        let up = stages.up(from: latent, using: &generator, after: after)
        super.init(
            encoder: Sequential(down), features: stages.features,
            latent: latent, decoder: Sequential(up), beta: beta,
            using: &generator)
    }
}
