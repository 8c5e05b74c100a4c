import Foundation
import Networks
import TestSupport
import Testing

/// Optimizers, clipping and groups against PyTorch, step by step.
@Suite struct OptimizerCaseTests {
    private struct Case: Decodable {
        struct Inputs: Decodable {
            let param: FixtureTensor
            let grads: [FixtureTensor]
            let rates: [Float]?
        }
        struct Config: Decodable {
            let kind: String
            let lr: Float?
            let betas: [Float]?
            let eps, alpha, momentum, weightDecay: Float?
            let nesterov: Bool?

            enum CodingKeys: String, CodingKey {
                case kind, lr, betas, eps, alpha, momentum, nesterov
                case weightDecay = "weight_decay"
            }
        }
        let config: Config
        let inputs: Inputs
        let after: [FixtureTensor]

        enum CodingKeys: String, CodingKey {
            case config, inputs
            case after = "after_each_step"
        }
    }

    private func optimizer(_ config: Case.Config) -> any Optimizer {
        switch config.kind {
        case "sgd":
            return SGD(
                learningRate: config.lr ?? 1, momentum: config.momentum ?? 0, nesterov: config.nesterov ?? false,
                weightDecay: config.weightDecay ?? 0)
        case "adamw":
            return AdamW(
                learningRate: config.lr ?? 1, beta1: config.betas?[0] ?? 0.9, beta2: config.betas?[1] ?? 0.999,
                epsilon: config.eps ?? 1e-8, weightDecay: config.weightDecay ?? 0)
        case "rmsprop":
            return RMSprop(
                learningRate: config.lr ?? 1, smoothing: config.alpha ?? 0.99, epsilon: config.eps ?? 1e-8)
        default: fatalError("an optimizer \(config.kind)")
        }
    }

    @Test(arguments: ["sgd", "sgd_momentum", "sgd_nesterov_decay", "adamw", "rmsprop", "sgd_momentum_scheduled"])
    func followsPyTorch(_ name: String) throws {
        let torch = try Fixture.decodeTraining(Case.self, name)
        let (parameter, optimizer) = (Parameter(Tensor(torch.inputs.param)), optimizer(torch.config))
        for (step, (gradient, after)) in zip(torch.inputs.grads, torch.after).enumerated() {
            let rate = torch.inputs.rates?[step] ?? optimizer.learningRate
            optimizer.update([parameter], along: gradients([parameter], [gradient]), learningRate: rate)
            expectState("\(name), step \(step + 1)", parameter.value, after)
        }
    }

    private struct GroupsCase: Decodable {
        struct Config: Decodable {
            let groups: [Group]
            let betas: [Float]
            let eps: Float
        }
        struct Group: Decodable {
            let lr, weightDecay: Float

            enum CodingKeys: String, CodingKey {
                case lr
                case weightDecay = "weight_decay"
            }
        }
        struct Inputs: Decodable {
            let params: [FixtureTensor]
            let grads: [[FixtureTensor?]]
        }
        let config: Config
        let inputs: Inputs
        let after: [[FixtureTensor]]

        enum CodingKeys: String, CodingKey {
            case config, inputs
            case after = "after_each_step"
        }
    }

    /// A parameter without a gradient in a step stands still, and so do its moments and the count of its steps.
    @Test func groupsWithRatesOfTheirOwn() throws {
        let torch = try Fixture.decodeTraining(GroupsCase.self, "groups_adamw")
        let parameters = torch.inputs.params.map { Parameter(Tensor($0)) }
        let optimizers = torch.config.groups.map { group in
            AdamW(
                learningRate: group.lr, beta1: torch.config.betas[0], beta2: torch.config.betas[1],
                epsilon: torch.config.eps, weightDecay: group.weightDecay)
        }
        for (step, (given, after)) in zip(torch.inputs.grads, torch.after).enumerated() {
            let all = gradients(parameters, given)
            for (parameter, optimizer) in zip(parameters, optimizers) { optimizer.update([parameter], along: all) }
            for (parameter, after) in zip(parameters, after) {
                expectState("groups_adamw, step \(step + 1)", parameter.value, after)
            }
        }
    }

    private struct ClipCase: Decodable {
        struct Config: Decodable {
            let maxNorm: Float

            enum CodingKeys: String, CodingKey { case maxNorm = "max_norm" }
        }
        struct Inputs: Decodable { let grads: [FixtureTensor] }
        let config: Config
        let inputs: Inputs
        let normBefore: FixtureTensor
        let clipped: [FixtureTensor]

        enum CodingKeys: String, CodingKey {
            case config, inputs, clipped
            case normBefore = "norm_before"
        }
    }

    @Test(arguments: ["clip_norm", "clip_norm_unneeded", "clip_norm_tiny"])
    func clipsTheGlobalNorm(_ name: String) throws {
        let torch = try Fixture.decodeTraining(ClipCase.self, name)
        let parameters = torch.inputs.grads.map { Parameter(.zeros(Shape($0.shape))) }
        let all = gradients(parameters, torch.inputs.grads)
        let (clipped, norm) = all.clipped(toNorm: torch.config.maxNorm, of: parameters)
        #expect(mismatch([norm], torch.normBefore.data, absolute: 2e-6, relative: 1e-4) == nil, "\(name)")
        for (parameter, expected) in zip(parameters, torch.clipped) {
            let difference = mismatch(clipped[parameter]?.scalars ?? [], expected.data, absolute: 0, relative: 1e-4)
            #expect(difference == nil, "\(name)")
        }
    }

    /// The gradient of Σ θ·g with respect to θ is g.
    private func gradients(_ parameters: [Parameter], _ given: [FixtureTensor?]) -> Gradients {
        valueAndGradients {
            zip(parameters, given).reduce(Tensor(0)) { sum, pair in
                pair.1.map { sum + (pair.0.value * Tensor($0)).sum() } ?? sum
            }
        }.gradients
    }
}

/// What an optimizer remembers, and how it falls.
@Suite struct OptimizerTests {
    private func all() -> [any Optimizer] {
        [
            Adam(learningRate: 0.05), AdamW(learningRate: 0.05, weightDecay: 0), SGD(learningRate: 0.1),
            SGD(learningRate: 0.02, momentum: 0.9), SGD(learningRate: 0.02, momentum: 0.9, nesterov: true),
            RMSprop(learningRate: 0.01),
        ]
    }

    @Test func findsTheMinimumOfAParabola() {
        for optimizer in all() {
            let (parameter, target) = (Parameter(Tensor([3], [4, -3, 0.5])), Tensor([3], [1, 2, 3]))
            for _ in 0..<1_000 {
                let gradients = valueAndGradients { (parameter.value - target).square().sum() }.gradients
                optimizer.update([parameter], along: gradients)
            }
            let difference = mismatch(parameter.value.scalars, target.scalars, absolute: 2e-2)
            #expect(difference == nil, "\(type(of: optimizer))")
        }
    }

    /// A parameter that is gone leaves nothing to one that comes to lie at its address.
    @Test func whatIsGoneLeavesNothingBehind() {
        for optimizer in all() {
            var values: Set<Float> = []
            for _ in 0..<50 {
                let parameter = Parameter(Tensor([1], [1]))
                let gradients = valueAndGradients { parameter.value.sum() }.gradients
                optimizer.update([parameter], along: gradients)
                values.insert(parameter.value.scalar)
            }
            #expect(values.count == 1, "\(type(of: optimizer))")
        }
    }

    @Test func refusesSettingsThatCannotBe() async {
        await #expect(processExitsWith: .failure) { _ = SGD(nesterov: true) }
        await #expect(processExitsWith: .failure) { _ = Adam(learningRate: 0) }
        await #expect(processExitsWith: .failure) { _ = RMSprop(smoothing: 1) }
        await #expect(processExitsWith: .failure) { _ = AdamW(weightDecay: -1) }
    }
}
