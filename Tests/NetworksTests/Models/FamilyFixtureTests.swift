import Networks
import TestSupport
import Testing

/// Contractive, quantized and adversarial autoencoders against PyTorch.
@Suite struct FamilyFixtureTests {
    @Test(arguments: ["contractive_one_layer_6_4", "contractive_one_layer_9_3_batch1"])
    func contractiveWithOneLayer(_ name: String) throws {
        let fixture = try Fixture.named(name)
        let sizes = try #require(fixture.config["sizes"]?.ints)
        var g = SeededGenerator(seed: 1)
        let first = Linear(sizes[0], sizes[1], using: &g)
        let decoder = Sequential(Linear(sizes[1], sizes[0], using: &g), Sigmoid())
        try contractive(fixture, (encoder: Sequential(first, Sigmoid()), decoder: decoder)) { x in
            let z = sigmoid(first(x))
            return (z, squaredJacobian(ofSigmoid: z, weight: first.weight.value), decoder(z))
        }
    }

    @Test func contractiveWithTwoLayers() throws {
        let fixture = try Fixture.named("contractive_relu_7_5_3")
        let sizes = try #require(fixture.config["sizes"]?.ints)
        let model = SmallDense(sizes: sizes)
        let layers = model.encoder.layers.compactMap { $0 as? Linear }
        try contractive(fixture, (encoder: model.encoder, decoder: model.decoder)) { x in
            let hidden = relu(layers[0](x))
            let z = layers[1](hidden)
            let jacobian = squaredJacobian(
                ofReLU: hidden, first: layers[0].weight.value, second: layers[1].weight.value)
            return (z, jacobian, model.decoder(z))
        }
    }

    private func contractive(
        _ fixture: Fixture, _ model: (encoder: Sequential, decoder: Sequential),
        _ compute: (Tensor) -> (code: Tensor, jacobian: Tensor, image: Tensor)
    ) throws {
        let weight = try #require(fixture.config["weight"]?.float)
        try check(model, fixture, rename: unchanged) { step in
            let (z, jacobian, y) = compute(step.input("x"))
            let (error, penalty) = (meanSquaredError(y, step.input("x")), jacobian.mean())
            return FixtureResult(
                loss: error + weight * penalty,
                outputs: ["z": z, "y": y, "jacobian_frobenius_squared": jacobian],
                terms: ["reconstruction": error, "penalty": penalty])
        }
    }

    @Test(arguments: ["vq_2x3x2x2_codes5", "vq_3x4x1x1_codes6"])
    func vectorQuantizer(_ name: String) throws {
        let fixture = try Fixture.named(name)
        var g = SeededGenerator(seed: 1)
        let (codes, channels) = (fixture.config["codes"]?.int ?? 0, fixture.config["dim"]?.int ?? 0)
        let quantizer = VectorQuantizer(codes: codes, channels: channels, using: &g)
        try check(quantizer, fixture, rename: unchanged) { step in
            let output = quantizer(step.input("z_e"))
            let error = meanSquaredError(output.passed, step.input("target"))
            return FixtureResult(
                loss: error + output.codebookLoss + quantizer.commitment * output.commitmentLoss,
                outputs: ["z_q": output.codes],
                terms: [
                    "reconstruction": error, "codebook": output.codebookLoss, "commitment": output.commitmentLoss,
                ])
        }
        let indices = quantizerIndices(quantizer, fixture)
        #expect(indices == fixture.outputs["indices"]?.data.map { Int($0) })
    }

    private func quantizerIndices(_ quantizer: VectorQuantizer, _ fixture: Fixture) -> [Int] {
        fixture.load(into: quantizer, rename: unchanged)
        return quantizer(fixture.input("z_e")).indices
    }

    /// The three losses of an adversarial autoencoder at one point, each with the gradients that it is for.
    @Test func adversarial() throws {
        struct Case: Decodable {
            let config: [String: Int]
            let inputs: [String: FixtureTensor]
            let params: [String: FixtureTensor]
            let outputs: [String: FixtureTensor]
            let losses: Losses
            let gradients: [String: [String: FixtureTensor]]

            struct Losses: Decodable { let reconstruction, discriminator, generator: Float }

            enum CodingKeys: String, CodingKey {
                case config, inputs, params, outputs, losses
                case gradients = "grads_of"
            }
        }
        let fixture = try Fixture.decode(Case.self, from: "adversarial_6_4_2")
        func size(_ name: String) -> Int { fixture.config[name] ?? 0 }
        var g = SeededGenerator(seed: 1)
        let (hidden, latent) = (size("hidden"), size("latent"))
        let dense = SmallDense(sizes: [size("input"), hidden, latent])
        let model = (
            encoder: dense.encoder, decoder: dense.decoder,
            disc: Sequential(
                Linear(latent, size("disc_hidden"), using: &g), ReLU(), Linear(size("disc_hidden"), 1, using: &g))
        )
        for named in parameters(of: model) {
            named.parameter.set(Tensor(try #require(fixture.params[named.name])))
        }
        let (x, prior) = (Tensor(try #require(fixture.inputs["x"])), Tensor(try #require(fixture.inputs["prior"])))
        func against(_ logits: Tensor, _ target: Float) -> Tensor {
            binaryCrossEntropy(logits: logits, Tensor(logits.shape, repeating: target))
        }
        func check(_ name: String, _ expected: Float, _ loss: () -> Tensor) throws {
            let (value, gradients) = valueAndGradients(loss)
            #expect(mismatch([value.scalar], [expected]) == nil, "\(name)")
            let wanted = try #require(fixture.gradients[name])
            for named in parameters(of: model) {
                guard let torch = wanted[named.name] else { continue }
                let ours = try #require(gradients[named.parameter]).scalars
                #expect(mismatch(ours, torch.data) == nil, "\(name): \(named.name)")
            }
        }
        try check("reconstruction", fixture.losses.reconstruction) {
            meanSquaredError(model.decoder(model.encoder(x)), x)
        }
        try check("discriminator", fixture.losses.discriminator) {
            against(model.disc(prior), 1) + against(model.disc(model.encoder(x).detached), 0)
        }
        try check("generator", fixture.losses.generator) { against(model.disc(model.encoder(x)), 1) }
        let logits = [("disc_real_logit", model.disc(prior)), ("disc_fake_logit", model.disc(model.encoder(x)))]
        for (name, logit) in logits {
            #expect(mismatch(logit.scalars, try #require(fixture.outputs[name]).data) == nil, "\(name)")
        }
    }
}
