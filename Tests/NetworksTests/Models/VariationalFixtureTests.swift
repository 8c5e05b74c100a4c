import Networks
import TestSupport
import Testing

/// Variational autoencoders against PyTorch, with ε given: plain, with β, conditional, and convolutional with batch
/// normalization.
@Suite struct VariationalFixtureTests {
    @Test(arguments: ["vae_12_8_3", "vae_10_6_6_2_beta4", "vae_15_6_5_batch1"])
    func dense(_ name: String) throws {
        let fixture = try Fixture.named(name)
        var g = SeededGenerator(seed: 1)
        let model = VariationalAutoencoder(
            pixels: try #require(fixture.config["input"]?.int), hidden: try #require(fixture.config["hidden"]?.ints),
            latent: try #require(fixture.config["latent"]?.int), using: &g)
        try check(model, fixture, rename: denseName) { result(model, $0, fixture) }
    }

    @Test func conditional() throws {
        let fixture = try Fixture.named("cvae_10_7_2")
        var g = SeededGenerator(seed: 1)
        let model = VariationalAutoencoder(
            encoder: Sequential(Linear(10 + 3, 7, using: &g), ReLU()), features: 7, latent: 2,
            decoder: Sequential(Linear(2 + 3, 7, using: &g), ReLU(), Linear(7, 10, using: &g), Sigmoid()), using: &g)
        try check(model, fixture, rename: denseName) { step in
            func joined(_ x: Tensor) -> Tensor { concatenate([x, step.input("onehot")], axis: 1) }
            let code = model.posterior(joined(step.input("x")))
            let z = code.sample(step.input("epsilon"))
            return result(code, z, model.decoder(joined(z)), step, fixture)
        }
    }

    @Test func convolutionalWhileTraining() throws {
        let fixture = try Fixture.named("conv_vae_1x7x7")
        let model = try convolutional(fixture)
        loadStates(fixture.buffers, into: model)
        func compute(_ step: FixtureStep) -> FixtureResult {
            withTrainingMode { result(model, step, fixture) }
        }
        let adam = try #require(fixture.adam)
        fixture.load(into: model, rename: convolutionalName)
        _ = compute(FixtureStep(inputs: fixture.inputs))
        checkStates(model, fixture.buffersAfterOne)
        try check(model, fixture, rename: convolutionalName, compute)
        loadStates(fixture.buffers, into: model)
        fixture.load(into: model, rename: convolutionalName)
        try checkSteps(model, fixture, adam, rename: convolutionalName) { compute($0).loss }
        // The gradients of the biases before a normalization are rounding alone, and Adam turns them into steps of up
        // to 0.001 each way: the means wander by as much, and the running ones by a tenth of it a step.
        checkStates(model, try #require(adam.buffersAfterThree), meansWithin: 1e-3)
    }

    @Test func convolutionalElsewhere() throws {
        let fixture = try Fixture.named("conv_vae_1x7x7_eval")
        let model = try convolutional(fixture)
        loadStates(fixture.buffers, into: model)
        try check(model, fixture, rename: convolutionalName) { result(model, $0, fixture) }
        checkStates(model, fixture.buffers)
    }

    private func convolutional(_ fixture: Fixture) throws -> ConvolutionalVariationalAutoencoder {
        var g = SeededGenerator(seed: 1)
        return ConvolutionalVariationalAutoencoder(
            side: try #require(fixture.config["height_width"]?.ints?.first),
            channels: Array(try #require(fixture.config["channels"]?.ints).dropFirst()),
            latent: try #require(fixture.config["latent"]?.int), using: &g)
    }

    private func result(_ model: VariationalAutoencoder, _ step: FixtureStep, _ fixture: Fixture) -> FixtureResult {
        let code = model.posterior(step.input("x"))
        let z = code.sample(step.input("epsilon"))
        return result(code, z, model.decoder(z), step, fixture)
    }

    private func result(
        _ code: GaussianCode, _ z: Tensor, _ y: Tensor, _ step: FixtureStep, _ fixture: Fixture
    ) -> FixtureResult {
        let reconstruction = binaryCrossEntropy(y, step.input("x").flatten(), reduction: .sum)
        let divergence = code.divergence
        return FixtureResult(
            loss: reconstruction + (fixture.config["beta"]?.float ?? 1) * divergence,
            outputs: ["mu": code.mean, "logvar": code.logVariance, "z": z, "y": y],
            terms: ["reconstruction": reconstruction, "kl": divergence])
    }

    private func denseName(_ name: String) -> String {
        name.replacing("encoder.", with: "encoder_layers.").replacing("logVariance", with: "fc_logvar").replacing(
            "mean.", with: "fc_mu.")
    }

    /// Ours begins with a reshape, and the decoder's dense layer and its reshape stand with its convolutions.
    private func convolutionalName(_ name: String) -> String {
        let parts = name.split(separator: ".").map(String.init)
        guard let layer = Int(parts[1]) else { return denseName(name) }
        let rest = parts.dropFirst(2).joined(separator: ".")
        if parts[0] == "encoder" { return "encoder_conv.\(layer - 1).\(rest)" }
        return layer == 0 ? "decoder_fc.\(rest)" : "decoder_conv.\(layer - 2).\(rest)"
    }

    private func loadStates(_ buffers: [String: FixtureTensor], into model: Any) {
        for named in Networks.buffers(of: model) {
            guard let value = buffers[convolutionalName(named.name)] else { fatalError("no buffer \(named.name)") }
            named.buffer.value = Tensor(value)
        }
    }

    private func checkStates(_ model: Any, _ expected: [String: FixtureTensor], meansWithin: Float = 5e-6) {
        for named in Networks.buffers(of: model) {
            let torch = expected[convolutionalName(named.name)]?.data ?? []
            let tolerance = named.name.hasSuffix("running_mean") ? meansWithin : 5e-6
            #expect(mismatch(named.buffer.value.scalars, torch, absolute: tolerance) == nil, "\(named.name)")
        }
    }
}
