import Networks
import TestSupport
import Testing

/// Three updates in a step, by three optimizers with moments of their own, against PyTorch.
@Suite struct AdversarialStepTests {
    private struct Case: Decodable {
        struct Config: Decodable {
            let pixels, hidden, latent, criticHidden: Int
            let lr: Float

            enum CodingKeys: String, CodingKey {
                case pixels, hidden, latent, lr
                case criticHidden = "critic_hidden"
            }
        }
        struct Step: Decodable {
            let x, prior: FixtureTensor
            let reconstruction, critic, generator: Float
            let after: [String: FixtureTensor]
        }
        let config: Config
        let params: [String: FixtureTensor]
        let steps: [Step]
    }

    private final class Net: Trainable {
        let encoder, decoder, critic: Sequential
        let rate: Float
        var prior = Tensor(0)

        init(_ config: Case.Config, using g: inout SeededGenerator) {
            encoder = Sequential(
                Linear(config.pixels, config.hidden, using: &g), ReLU(), Linear(config.hidden, config.latent, using: &g)
            )
            decoder = Sequential(
                Linear(config.latent, config.hidden, using: &g), ReLU(),
                Linear(config.hidden, config.pixels, using: &g),
                Sigmoid())
            critic = Sequential(
                Linear(config.latent, config.criticHidden, using: &g), ReLU(),
                Linear(config.criticHidden, 1, using: &g))
            rate = config.lr
        }

        func optimizers(_ plan: TrainingPlan) -> [ParameterGroup] {
            [
                ParameterGroup("autoencoder", of: encoder, decoder, by: Adam(learningRate: rate)),
                ParameterGroup("critic", of: critic, by: Adam(learningRate: rate)),
                ParameterGroup("generator", of: encoder, by: Adam(learningRate: rate)),
            ]
        }

        func loss(_ batch: Batch, _ step: inout Step) -> Loss {
            Loss("reconstruction", meanSquaredError(decoder(encoder(batch.features)), batch.features))
        }

        func trainingStep(_ batch: Batch, _ step: inout Step) -> Loss {
            let (x, ones) = (batch.features, Tensor([batch.count, 1], repeating: 1))
            let copied = step.minimize("autoencoder") { loss(batch, &$0) }
            let judged = step.minimize("critic") { _ in
                Loss(
                    "critic",
                    binaryCrossEntropy(logits: critic(prior), ones)
                        + binaryCrossEntropy(logits: critic(encoder(x).detached), .zeros(ones.shape)))
            }
            let fooled = step.minimize("generator") { _ in
                Loss("generator", binaryCrossEntropy(logits: critic(encoder(x)), ones))
            }
            return copied + judged + fooled
        }
    }

    @Test func followsPyTorch() throws {
        let torch = try Fixture.decodeTraining(Case.self, "adversarial_three_optimizers")
        var generator = SeededGenerator(seed: 1)
        let net = Net(torch.config, using: &generator)
        for named in parameters(of: net) { named.parameter.set(Tensor(try #require(torch.params[named.name]))) }
        let optimization = try Optimization(of: net, plan: TrainingPlan())
        let phase = TrainingPlan().phase(of: 1, stepsPerEpoch: 1)
        for (number, expected) in torch.steps.enumerated() {
            net.prior = Tensor(expected.prior)
            var step = Step(
                epoch: 1, number: number, count: torch.steps.count, phase: phase, generator: generator,
                optimization: optimization)
            let loss = net.trainingStep(Batch(features: Tensor(expected.x)), &step)
            let values = loss.terms.map(\.value)
            let torchValues = [expected.reconstruction, expected.critic, expected.generator]
            #expect(mismatch(values, torchValues) == nil, "step \(number + 1)")
            for named in parameters(of: net) {
                expectState(
                    "\(named.name), step \(number + 1)", named.parameter.value, try #require(expected.after[named.name])
                )
            }
        }
    }
}
