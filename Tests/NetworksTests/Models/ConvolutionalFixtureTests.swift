import Networks
import TestSupport
import Testing

/// A convolutional autoencoder on small images against PyTorch, even and odd sizes.
@Suite struct ConvolutionalFixtureTests {
    @Test(arguments: ["conv_ae_1x8x8", "conv_ae_1x7x7"])
    func steps(_ name: String) throws {
        let fixture = try Fixture.named(name)
        var generator = SeededGenerator(seed: 1)
        let model = StridedAutoencoder(
            side: try #require(fixture.config["height_width"]?.ints?.first),
            channels: Array(try #require(fixture.config["channels"]?.ints).dropFirst()),
            latent: try #require(fixture.config["latent"]?.int), normalized: false, using: &generator)
        try check(model, fixture, rename: torchName) { step in
            let output = model(step.input("x"))
            return FixtureResult(
                loss: meanSquaredError(output.image, step.input("x").flatten()),
                outputs: ["z": output.code, "y": output.image])
        }
    }

    private func torchName(_ name: String) -> String {
        let names = [
            "encoder.1": "enc_conv.0", "encoder.3": "enc_conv.2", "encoder.6": "enc_fc",
            "decoder.0": "dec_fc", "decoder.2": "dec_conv.0", "decoder.4": "dec_conv.2",
        ]
        let parts = name.split(separator: ".")
        guard let layer = names[parts.dropLast().joined(separator: ".")] else { fatalError("no layer for \(name)") }
        return "\(layer).\(parts.last ?? "")"
    }
}
