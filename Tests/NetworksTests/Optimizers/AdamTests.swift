import Networks
import TestSupport
import Testing

@Suite struct AdamTests {
    private struct Case: Decodable {
        struct Inputs: Decodable {
            let param: FixtureTensor
            let grads: [FixtureTensor]
        }
        struct Step: Decodable {
            let param: FixtureTensor
        }
        let inputs: Inputs
        let steps: [Step]

        enum CodingKeys: String, CodingKey {
            case inputs
            case steps = "after_each_step"
        }
    }

    /// Given gradients, zero, tiny and huge ones among them.
    @Test func followsPyTorch() throws {
        let expected = try Fixture.decode(Case.self, from: "adam_6x5steps")
        let parameter = Parameter(Tensor(expected.inputs.param))
        let adam = Adam()
        for (gradient, after) in zip(expected.inputs.grads, expected.steps) {
            // The gradient of Σ θ·g with respect to θ is g.
            let gradients = valueAndGradients { (parameter.value * Tensor(gradient)).sum() }.gradients
            adam.update([parameter], along: gradients)
            let difference = mismatch(parameter.value.scalars, after.param.data, absolute: 5e-7, relative: 0)
            #expect(difference == nil, "step \((adam.memory[parameter]?.step ?? 0))")
        }
        #expect((adam.memory[parameter]?.step ?? 0) == expected.steps.count)
    }

    @Test func findsTheMinimumOfAParabola() {
        let parameter = Parameter(Tensor([3], [4, -3, 0.5]))
        let target = Tensor([3], [1, 2, 3])
        let adam = Adam(learningRate: 0.05)
        for _ in 0..<1_000 {
            let gradients = valueAndGradients { (parameter.value - target).square().sum() }.gradients
            adam.update([parameter], along: gradients)
        }
        #expect(mismatch(parameter.value.scalars, target.scalars, absolute: 1e-3) == nil)
    }

    @Test func aParameterWithoutGradientStays() {
        let (used, unused) = (Parameter(Tensor([1], [1])), Parameter(Tensor([1], [1])))
        let gradients = valueAndGradients { used.value.sum() }.gradients
        Adam().update([used, unused], along: gradients)
        #expect(used.value.scalar != 1)
        #expect(unused.value.scalar == 1)
    }
}
