import Networks
import TestSupport
import Testing

/// Whole autoencoders against PyTorch: loss, gradients, and the parameters after one and after three steps of Adam.
@Suite struct AutoencoderFixtureTests {
    @Test(arguments: ["dense_ae_12_8_3", "dense_ae_7_5_1_batch1"])
    func plain(_ name: String) throws {
        try check(name, loss: { meanSquaredError($0($1.input("x")).image, $1.input("x")) })
    }

    @Test func denoising() throws {
        try check("dense_ae_denoising") { model, step in
            let x = step.input("x")
            return meanSquaredError(model((x + 0.3 * step.input("noise")).clamped(0, 1)).image, x)
        }
    }

    @Test func sparse() throws {
        try check("dense_ae_sparse") { model, step in
            let output = model(step.input("x"))
            return meanSquaredError(output.image, step.input("x")) + 0.05 * meanAbsolute(output.code)
        }
    }

    private func check(_ name: String, loss: (SmallDense, FixtureStep) -> Tensor) throws {
        let fixture = try Fixture.named(name)
        let adam = try #require(fixture.adam)
        let model = SmallDense(sizes: try #require(fixture.config["sizes"]?.ints))
        fixture.load(into: model, rename: withoutLayers)
        try checkSteps(model, fixture, adam, rename: withoutLayers) { loss(model, $0) }
    }
}

/// The inputs of one step.
struct FixtureStep {
    let inputs: [String: FixtureTensor]

    func input(_ name: String) -> Tensor {
        guard let tensor = inputs[name] else { fatalError("the step has no input \(name)") }
        return Tensor(tensor)
    }
}

/// Takes the case's steps, and holds the loss before each, the first gradients, and the parameters against PyTorch's.
func checkSteps(
    _ model: Any, _ fixture: Fixture, _ expected: FixtureAdam, rename: (String) -> String,
    loss: (FixtureStep) -> Tensor
) throws {
    let adam = Adam(
        learningRate: expected.lr, beta1: expected.betas[0], beta2: expected.betas[1], epsilon: expected.eps)
    for step in 0..<expected.steps {
        let inputs = FixtureStep(inputs: expected.batches.isEmpty ? fixture.inputs : expected.batches[step])
        let (value, gradients) = valueAndGradients { loss(inputs) }
        #expect(mismatch([value.scalar], [expected.losses[step]]) == nil, "\(fixture.name), step \(step)")
        for named in parameters(of: model) where step == 0 {
            let gradient = try #require(gradients[named.parameter])
            let torch = try #require(fixture.grads.params[rename(named.name)])
            #expect(mismatch(gradient.scalars, torch.data) == nil, "\(fixture.name): gradient of \(named.name)")
        }
        adam.update(parameters(of: model).map(\.parameter), along: gradients)
        guard let after = [0: expected.afterOne, 2: expected.afterThree][step] else { continue }
        for named in parameters(of: model) {
            let torch = try #require(after[rename(named.name)])
            let difference = mismatch(named.parameter.value.scalars, torch.data, absolute: 5e-6, relative: 0)
            #expect(difference == nil, "\(fixture.name): \(named.name) after step \(step + 1)")
        }
    }
}
