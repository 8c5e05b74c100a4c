import Datasets
import Foundation
import Networks
import Training

/// Images of 4 × 4 pixels that two numbers describe: the place of a soft vertical and of a soft horizontal bar.
func smallDataset(training: Int = 96, test: Int = 40, seed: UInt64 = 1) -> Dataset {
    var generator = SeededGenerator(seed: seed)
    func samples(_ count: Int) -> Samples {
        var pixels: [UInt8] = []
        for _ in 0..<count {
            let (a, b) = (generator.uniform(0, 3), generator.uniform(0, 3))
            for place in 0..<16 {
                let light = max(0, 1 - abs(Float(place % 4) - a)) + max(0, 1 - abs(Float(place / 4) - b))
                pixels.append(UInt8(min(255, light * 200)))
            }
        }
        return Samples(height: 4, width: 4, pixels: pixels, labels: (0..<count).map { UInt8($0 % 10) })
    }
    return Dataset(name: "small", training: samples(training), test: samples(test))
}

/// A dense autoencoder for these images.
final class SmallAutoencoder: Autoencoder {
    let encoder: Sequential
    let decoder: Sequential
    /// Part of what the loss is multiplied by: lets a test make it diverge.
    let scale: Float

    init(latent: Int = 2, scale: Float = 1, using g: inout SeededGenerator) {
        encoder = Sequential(Linear(16, 12, using: &g), ReLU(), Linear(12, latent, using: &g))
        decoder = Sequential(Linear(latent, 12, using: &g), ReLU(), Linear(12, 16, using: &g), Sigmoid())
        self.scale = scale
    }

    func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
        scale * meanSquaredError(self(images).image, images)
    }
}

/// An empty folder that goes when the test has ended.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("aebook-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }
}

func values(of model: any Trainable) -> [Float] { parameters(of: model).flatMap(\.parameter.value.scalars) }
