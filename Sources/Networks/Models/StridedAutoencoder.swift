/// Convolutions of stride 2, each followed by a ReLU and, where it is asked
/// for, by a normalization over the batch before that.
///
/// Source: Ioffe and Szegedy, "Batch Normalization", ICML 2015.
public final class StridedAutoencoder: Autoencoder {
    public let encoder: Sequential
    public let decoder: Sequential

    /// For square images: 28 → 14 → 7 and back with two channel numbers.
    public init(
        side: Int = 28, channels: [Int] = [32, 64], latent: Int,
        normalized: Bool, using generator: inout SeededGenerator
    ) {
        checkLatent(latent)
        let stages = StridedStages(side: side, channels: channels)
        func after(_ channels: Int) -> [any Layer] {
            normalized ? [BatchNorm2d(channels), ReLU()] : [ReLU()]
        }
        let down = stages.down(using: &generator, after: after)
        let code = Linear(stages.features, latent, using: &generator)
        let up = stages.up(from: latent, using: &generator, after: after)
        encoder = Sequential(down + [code])
        decoder = Sequential(up)
    }
}
