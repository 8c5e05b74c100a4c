import Networks
import TestSupport
import Testing

/// Pools and normalizations against the second set of PyTorch's cases.
@Suite struct LayerCaseTests {
    @Test(arguments: ["max_pool_2", "max_pool_remainder"])
    func maxPool(_ name: String) throws {
        let torch = try TrainingCase(name)
        let pool = MaxPool2d(torch.int("kernel"), stride: torch.int("stride"), padding: torch.int("padding"))
        torch.check { pool(torch.value("x")) }
    }

    @Test func avgPool() throws {
        let torch = try TrainingCase("avg_pool_2")
        let pool = AvgPool2d(torch.int("kernel"), stride: torch.int("stride"))
        torch.check { pool(torch.value("x")) }
    }

    @Test func upsampling() throws {
        let torch = try TrainingCase("upsample_nearest_2")
        torch.check { Upsample(scale: torch.int("scale"))(torch.value("x")) }
    }

    @Test(arguments: ["layer_norm_5", "layer_norm_small"])
    func layerNormalization(_ name: String) throws {
        let torch = try TrainingCase(name)
        torch.check {
            layerNorm(
                torch.value("x"), weight: torch.value("weight"), bias: torch.value("bias"), epsilon: torch.float("eps"))
        }
    }

    @Test func batchNormalization() throws {
        let torch = try TrainingCase("batch_norm1d_train")
        torch.check {
            batchNorm1d(
                torch.value("x"), weight: torch.value("weight"), bias: torch.value("bias"),
                epsilon: torch.float("eps")
            ).y
        }
    }

    @Test func runningStatistics() throws {
        struct Case: Decodable {
            let config: [String: Float]
            let params, buffers: [String: FixtureTensor]
            let steps: [[String: FixtureTensor]]
            let evaluation: [String: FixtureTensor]
        }
        let torch = try Fixture.decodeTraining(Case.self, "batch_norm1d_buffers")
        func tensor(_ tensors: [String: FixtureTensor], _ name: String) throws -> FixtureTensor {
            try #require(tensors[name])
        }
        let (momentum, epsilon) = (try #require(torch.config["momentum"]), try #require(torch.config["eps"]))
        let layer = BatchNorm1d(torch.params["weight"]?.data.count ?? 0, momentum: momentum, epsilon: epsilon)
        for named in parameters(of: layer) { named.parameter.set(Tensor(try tensor(torch.params, named.name))) }
        for named in buffers(of: layer) { named.buffer.value = Tensor(try tensor(torch.buffers, named.name)) }
        for step in torch.steps {
            let x = Tensor(try tensor(step, "x"))
            let y = withTrainingMode { layer(x) }
            #expect(mismatch(y.scalars, try tensor(step, "out").data) == nil)
            for named in buffers(of: layer) {
                expectState(named.name, named.buffer.value, try tensor(step, named.name))
            }
        }
        let y = layer(Tensor(try tensor(torch.evaluation, "x")))
        #expect(mismatch(y.scalars, try tensor(torch.evaluation, "out").data) == nil)
    }
}
