import Networks
import TestSupport
import Testing

/// A convolutional autoencoder on small images against PyTorch, even and odd sizes.
@Suite struct ConvolutionalFixtureTests {
    @Test(arguments: ["conv_ae_1x8x8", "conv_ae_1x7x7"])
    func steps(_ name: String) throws {
        let fixture = try Fixture.named(name)
        let model = SmallConvolutional(fixture)
        try check(model, fixture, rename: torchName) { step in
            let output = model(step.input("x"))
            return FixtureResult(
                loss: meanSquaredError(output.image, step.input("x")), outputs: ["z": output.code, "y": output.image])
        }
    }

    private func torchName(_ name: String) -> String {
        let names = [
            "encoder.0": "enc_conv.0", "encoder.2": "enc_conv.2", "encoder.5": "enc_fc",
            "decoder.0": "dec_fc", "decoder.2": "dec_conv.0", "decoder.4": "dec_conv.2",
        ]
        let parts = name.split(separator: ".")
        guard let layer = names[parts.dropLast().joined(separator: ".")] else { fatalError("no layer for \(name)") }
        return "\(layer).\(parts.last ?? "")"
    }
}

private final class SmallConvolutional: Autoencoder {
    let encoder: Sequential
    let decoder: Sequential

    init(_ fixture: Fixture) {
        func setting(_ name: String) -> [Int] { fixture.config[name]?.ints ?? [] }
        var generator = SeededGenerator(seed: 1)
        let (channels, bottom, paddings) = (
            setting("channels"), setting("bottom_height_width"), setting("output_paddings")
        )
        let latent = fixture.config["latent"]?.int ?? 0
        let code = channels[2] * bottom[0] * bottom[1]
        func down(_ from: Int, _ to: Int) -> Conv2d {
            Conv2d(channels[from], channels[to], kernel: 3, stride: 2, padding: 1, using: &generator)
        }
        func up(_ from: Int, _ to: Int, _ outputPadding: Int) -> ConvTranspose2d {
            ConvTranspose2d(
                channels[from], channels[to], kernel: 3, stride: 2, padding: 1, outputPadding: outputPadding,
                using: &generator)
        }
        encoder = Sequential(
            down(0, 1), ReLU(), down(1, 2), ReLU(), Flatten(), Linear(code, latent, using: &generator))
        decoder = Sequential(
            Linear(latent, code, using: &generator), Reshape(channels[2], bottom[0], bottom[1]),
            up(2, 1, paddings[0]), ReLU(), up(1, 0, paddings[1]), Sigmoid())
    }

    func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
        meanSquaredError(self(images).image, images)
    }
}
