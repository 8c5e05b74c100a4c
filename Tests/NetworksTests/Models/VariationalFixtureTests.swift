import Networks
import TestSupport
import Testing

/// Variational autoencoders against PyTorch, with ε given: plain, with β, conditional, and convolutional with batch
/// normalization.
@Suite struct VariationalFixtureTests {
    @Test(arguments: ["vae_12_8_3", "vae_10_6_6_2_beta4", "vae_15_6_5_batch1", "cvae_10_7_2"])
    func dense(_ name: String) throws {
        let fixture = try Fixture.named(name)
        let model = DenseVariational(fixture)
        try check(model, fixture, rename: torchName) { step in
            let classes = (fixture.config["classes"]?.int ?? 0) > 0 ? step.input("onehot") : nil
            func joined(_ x: Tensor) -> Tensor { classes.map { concatenate([x, $0], axis: 1) } ?? x }
            let code = model.encode(joined(step.input("x")))
            let z = code.sample(step.input("epsilon"))
            return result(code, z, model.decoder(joined(z)), step, fixture)
        }
    }

    @Test func convolutionalWhileTraining() throws {
        let fixture = try Fixture.named("conv_vae_1x7x7")
        let model = ConvolutionalVariational(fixture)
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
        let model = ConvolutionalVariational(fixture)
        loadStates(fixture.buffers, into: model)
        try check(model, fixture, rename: convolutionalName) { result(model, $0, fixture) }
        checkStates(model, fixture.buffers)
    }

    private func result(_ model: ConvolutionalVariational, _ step: FixtureStep, _ fixture: Fixture) -> FixtureResult {
        let code = model.encode(step.input("x"))
        let z = code.sample(step.input("epsilon"))
        return result(code, z, model.decoder(z), step, fixture)
    }

    private func result(
        _ code: GaussianCode, _ z: Tensor, _ y: Tensor, _ step: FixtureStep, _ fixture: Fixture
    ) -> FixtureResult {
        let reconstruction = binaryCrossEntropy(y, step.input("x"), reduction: .sum)
        let divergence = code.divergence
        return FixtureResult(
            loss: reconstruction + (fixture.config["beta"]?.float ?? 1) * divergence,
            outputs: ["mu": code.mean, "logvar": code.logVariance, "z": z, "y": y],
            terms: ["reconstruction": reconstruction, "kl": divergence])
    }

    private func torchName(_ name: String) -> String {
        name.replacing("trunk", with: "encoder_layers").replacing("logVariance", with: "fc_logvar").replacing(
            "mean.", with: "fc_mu.")
    }

    private func convolutionalName(_ name: String) -> String {
        let torch = torchName(name).replacing("encoder_layers", with: "encoder_conv")
        guard let layer = torch.split(separator: ".").dropFirst().first.flatMap({ Int($0) }),
            torch.hasPrefix("decoder.")
        else {
            return torch
        }
        let rest = torch.split(separator: ".").dropFirst(2).joined(separator: ".")
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

private final class DenseVariational {
    let trunk: Sequential
    let mean: Linear
    let logVariance: Linear
    let decoder: Sequential

    init(_ fixture: Fixture) {
        var g = SeededGenerator(seed: 1)
        let input = fixture.config["input"]?.int ?? 0
        let latent = fixture.config["latent"]?.int ?? 0
        let classes = fixture.config["classes"]?.int ?? 0
        let hidden = fixture.config["hidden"]?.ints ?? []
        func dense(_ sizes: [Int]) -> [any Layer] {
            zip(sizes, sizes.dropFirst()).flatMap { [Linear($0, $1, using: &g), ReLU()] as [any Layer] }
        }
        trunk = Sequential(dense([input + classes] + hidden))
        mean = Linear(hidden[hidden.count - 1], latent, using: &g)
        logVariance = Linear(hidden[hidden.count - 1], latent, using: &g)
        decoder = Sequential(dense([latent + classes] + hidden.reversed() + [input]).dropLast() + [Sigmoid()])
    }

    func encode(_ x: Tensor) -> GaussianCode {
        let h = trunk(x)
        return GaussianCode(mean: mean(h), logVariance: logVariance(h))
    }
}

private final class ConvolutionalVariational {
    let trunk: Sequential
    let mean: Linear
    let logVariance: Linear
    let decoder: Sequential

    init(_ fixture: Fixture) {
        var g = SeededGenerator(seed: 1)
        func setting(_ name: String) -> [Int] { fixture.config[name]?.ints ?? [] }
        let (c, bottom, paddings) = (setting("channels"), setting("bottom_height_width"), setting("output_paddings"))
        let (latent, code) = (fixture.config["latent"]?.int ?? 0, c[2] * bottom[0] * bottom[1])
        func down(_ from: Int, _ to: Int) -> Conv2d {
            Conv2d(c[from], c[to], kernel: 3, stride: 2, padding: 1, using: &g)
        }
        func up(_ from: Int, _ to: Int, _ padding: Int) -> ConvTranspose2d {
            ConvTranspose2d(c[from], c[to], kernel: 3, stride: 2, padding: 1, outputPadding: padding, using: &g)
        }
        trunk = Sequential(
            down(0, 1), BatchNorm2d(c[1]), LeakyReLU(), down(1, 2), BatchNorm2d(c[2]), LeakyReLU(), Flatten())
        mean = Linear(code, latent, using: &g)
        logVariance = Linear(code, latent, using: &g)
        decoder = Sequential(
            Linear(latent, code, using: &g), Reshape(c[2], bottom[0], bottom[1]),
            up(2, 1, paddings[0]), BatchNorm2d(c[1]), LeakyReLU(), up(1, 0, paddings[1]), Sigmoid())
    }

    func encode(_ x: Tensor) -> GaussianCode {
        let h = trunk(x)
        return GaussianCode(mean: mean(h), logVariance: logVariance(h))
    }
}
