import Networks
import TestSupport
import Testing

/// Objectives and the codebook of moving averages against the second set of PyTorch's cases.
@Suite struct ObjectiveCaseTests {
    @Test func contractionOfTwoHiddenLayers() throws {
        let torch = try TrainingCase("contractive_two_hidden")
        torch.check {
            let weights = (1...3).map { torch.value("w\($0)") }
            let first = relu(linear(torch.value("x"), weight: weights[0], bias: torch.value("b1")))
            let second = relu(linear(first, weight: weights[1], bias: torch.value("b2")))
            let code = linear(second, weight: weights[2], bias: torch.value("b3"))
            let jacobian = squaredJacobian(ofReLU: [first, second], weights: weights).squeeze(axis: 1)
            return (["code": code, "squared_jacobian": jacobian], jacobian.mean())
        }
    }

    /// Of one hidden layer it is what the formula for one says.
    @Test func contractionOfOneHiddenLayer() {
        var g = SeededGenerator(seed: 3)
        let (x, first, second) = (
            Tensor.normal([4, 7], using: &g), Tensor.normal([6, 7], using: &g), Tensor.normal([3, 6], using: &g)
        )
        let hidden = relu(matmul(x, first.transpose()))
        let one = squaredJacobian(ofReLU: hidden, first: first, second: second)
        let any = squaredJacobian(ofReLU: [hidden], weights: [first, second])
        #expect(mismatch(any.scalars, one.scalars) == nil)
    }

    @Test func importanceWeightedBound() throws {
        let torch = try TrainingCase("importance_weighted")
        torch.check {
            let (x, epsilon) = (torch.value("x"), torch.value("epsilon"))
            let (mean, logVariance) = (torch.value("mean"), torch.value("log_variance"))
            let (draws, pixels) = (epsilon.shape[0], x.shape[1])
            // The constants ½ ln 2π of both densities fall out.
            let z = mean + (logVariance * 0.5).exp() * epsilon
            let logits = linear(
                z.reshape([draws * x.shape[0], mean.shape[1]]), weight: torch.value("weight"), bias: torch.value("bias")
            ).reshape([draws, x.shape[0], pixels])
            let likelihood = binaryCrossEntropy(logits: logits, x.broadcast(to: logits.shape), reduction: .none)
            let prior = (z.square() * -0.5).sum(axis: -1)
            let posterior = ((logVariance + epsilon.square()) * -0.5).sum(axis: -1)
            let weights = prior - posterior - likelihood.sum(axis: -1)
            let bound = weights.logSumExp(axis: 0) - Tensor(Float(draws)).log()
            return (["log_weights": weights, "bound": bound], -bound.mean())
        }
    }

    @Test func codebookOfMovingAverages() throws {
        struct Case: Decodable {
            let config: [String: Float]
            let codebook: FixtureTensor
            let steps: [[String: FixtureTensor]]
        }
        let torch = try Fixture.decodeTraining(Case.self, "vq_moving_average")
        let (codes, channels) = (torch.codebook.shape[0], torch.codebook.shape[1])
        var g = SeededGenerator(seed: 1)
        let quantizer = EMAVectorQuantizer(
            codes: codes, channels: channels, decay: try #require(torch.config["decay"]),
            epsilon: try #require(torch.config["epsilon"]), using: &g)
        for buffer in [quantizer.codebook, quantizer.sums] { buffer.value = Tensor(torch.codebook) }
        for step in torch.steps {
            let z = try #require(step["z"])
            let output = withTrainingMode { quantizer(rowsAsPlaces(Tensor(z), [z.shape[0], z.shape[1], 1, 1])) }
            #expect(output.indices == step["chosen"]?.data.map { Int($0) })
            expectState("counts", quantizer.counts.value, try #require(step["counts"]))
            expectState("sums", quantizer.sums.value, try #require(step["sums"]))
            expectState("codebook", quantizer.codebook.value, try #require(step["codebook"]))
        }
        let before = quantizer.codebook.value.scalars
        _ = quantizer(Tensor.normal([4, channels, 1, 1], using: &g))
        #expect(quantizer.codebook.value.scalars == before, "evaluation moves nothing")
    }
}
