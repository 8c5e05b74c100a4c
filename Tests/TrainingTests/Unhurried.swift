import Foundation
import Networks
import Training

/// Slow enough that checkpoints are due, by waiting in the loss once an epoch.
final class Unhurried: Autoencoder {
    let encoder: Sequential
    let decoder: Sequential
    private let pause: UInt32

    init(pause: UInt32, using g: inout SeededGenerator) {
        encoder = Sequential(Linear(16, 12, using: &g), ReLU(), Linear(12, 2, using: &g))
        decoder = Sequential(Linear(2, 12, using: &g), ReLU(), Linear(12, 16, using: &g), Sigmoid())
        self.pause = pause
    }

    func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
        usleep(pause)
        return meanSquaredError(self(corrupted(images, noiseStd: 0.2, using: &generator)).image, images)
    }
}
