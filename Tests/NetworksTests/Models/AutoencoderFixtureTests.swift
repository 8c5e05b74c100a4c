import Networks
import TestSupport
import Testing

/// Dense autoencoders against PyTorch: outputs, loss, gradients, and the parameters after one and after three steps.
@Suite struct AutoencoderFixtureTests {
    @Test(arguments: ["dense_ae_12_8_3", "dense_ae_7_5_1_batch1"])
    func plain(_ name: String) throws {
        try check(name) { result($0($1.input("x")), $1) { meanSquaredError($0, $1) } }
    }

    @Test func crossEntropy() throws {
        try check("dense_ae_12_8_3_bce") { result($0($1.input("x")), $1) { binaryCrossEntropy($0, $1) } }
    }

    @Test func denoising() throws {
        try check("dense_ae_denoising") { model, step in
            let seen = (step.input("x") + 0.3 * step.input("noise")).clamp(0, 1)
            var found = result(model(seen), step) { meanSquaredError($0, $1) }
            found.outputs["x_corrupted"] = seen
            return found
        }
    }

    @Test func sparse() throws {
        try check("dense_ae_sparse") { model, step in
            let output = model(step.input("x"))
            let found = result(output, step) { meanSquaredError($0, $1) }
            let penalty = meanAbsolute(output.code)
            return FixtureResult(
                loss: found.loss + 0.05 * penalty, outputs: found.outputs,
                terms: ["reconstruction": found.loss, "l1": penalty])
        }
    }

    @Test func sparseByDivergence() throws {
        try check("dense_ae_kl_sparse", codeEnd: Sigmoid()) { model, step in
            let output = model(step.input("x"))
            let found = result(output, step) { meanSquaredError($0, $1) }
            let activation = output.code.sum(axis: 0) / Float(output.code.shape[0])
            let penalty = sparsityDivergence(activation, rate: 0.05).sum()
            return FixtureResult(
                loss: found.loss + 0.01 * penalty, outputs: found.outputs,
                terms: ["reconstruction": found.loss, "kl_sparsity": penalty])
        }
    }

    private func result(
        _ output: Reconstruction, _ step: FixtureStep, _ loss: (Tensor, Tensor) -> Tensor
    ) -> FixtureResult {
        FixtureResult(loss: loss(output.image, step.input("x")), outputs: ["z": output.code, "y": output.image])
    }

    private func check(
        _ name: String, codeEnd: (any Layer)? = nil, _ compute: (SmallDense, FixtureStep) -> FixtureResult
    ) throws {
        let fixture = try Fixture.named(name)
        let sizes = try #require(fixture.config["sizes"]?.ints)
        let model = SmallDense(sizes: sizes, codeEnd: codeEnd.map { [$0] } ?? [])
        try NetworksTests.check(model, fixture, rename: unchanged) { compute(model, $0) }
    }
}
