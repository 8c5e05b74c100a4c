import Networks
import TestSupport
import Testing

/// What a model declares of its training, and what is refused with the way out.
@Suite struct OptimizationTests {
    private final class Net: Trainable {
        let first, second: Linear
        let declared: @Sendable (Net) -> [ParameterGroup]

        init(_ declared: @escaping @Sendable (Net) -> [ParameterGroup]) {
            var g = SeededGenerator(seed: 3)
            (first, second) = (Linear(2, 2, using: &g), Linear(2, 1, using: &g))
            self.declared = declared
        }

        func loss(_ batch: Batch, _ step: inout Step) -> Loss { Loss(second(first(batch.features)).square().mean()) }
        func optimizers(_ plan: TrainingPlan) -> [ParameterGroup] { declared(self) }
    }

    private func refusal(_ plan: TrainingPlan = TrainingPlan(), _ groups: @escaping @Sendable (Net) -> [ParameterGroup])
        -> String
    {
        do throws(OptimizationError) {
            _ = try Optimization(of: Net(groups), plan: plan)
            return "none"
        } catch { return error.reason }
    }

    @Test func refusesWhatCannotBeMeant() {
        #expect(refusal { _ in [] }.contains("gives no groups"))
        #expect(
            refusal { [.init("a", of: $0.first, by: Adam()), .init("a", of: $0.second, by: Adam())] }
                .contains("two groups are called “a”; give each a name"))
        #expect(refusal { _ in [.init("a", of: ReLU(), by: Adam())] }.contains("the group “a” has no parameters"))
        #expect(
            refusal { _ in [.init("a", of: Parameter(.zeros([3])), by: Adam())] }
                .contains("a parameter of the shape [3] that is in no stored property"))
        #expect(
            refusal {
                let one = Adam()
                return [.init("a", of: $0.first, by: one), .init("b", of: $0.second, by: one)]
            }.contains("share one optimizer"))
        let phased = TrainingPlan(phases: [Phase("one", epochs: 1, training: ["b"])])
        #expect(
            refusal(phased) { [.init("a", of: $0, by: Adam())] }
                .contains("the phase “one” trains “b”, and the model has the groups “a”"))
    }

    /// Parameters outside of the updated group are constants: nothing is computed for them, and they stay.
    @Test func aGroupAloneIsUpdated() throws {
        let net = Net { [.init("a", of: $0.first, by: SGD()), .init("b", of: $0.second, by: SGD())] }
        let optimization = try Optimization(of: net, plan: TrainingPlan())
        var step = Step(
            epoch: 1, number: 0, count: 1, phase: TrainingPlan().phase(of: 1, stepsPerEpoch: 1),
            generator: SeededGenerator(seed: 1), optimization: optimization)
        let before = parameters(of: net).map(\.parameter.value.scalars)
        _ = step.minimize("b") { net.loss(Batch(features: Tensor([1, 2], [1, 2])), &$0) }
        let after = parameters(of: net).map(\.parameter.value.scalars)
        #expect(zip(before, after).map(==) == [true, true, false, false])
        #expect(optimization.unreachedParameters(in: step.phase) == ["first.weight", "first.bias"])
    }

    @Test func aLossKeepsItsTerms() {
        let loss = Loss("a", Tensor(2)) + 3 * Loss("b", Tensor(5)) + Tensor(1)
        #expect(loss.total.scalar == 18)
        #expect(loss.terms == [.init("a", 2), .init("b", 5)])
        #expect(loss.reporting("c", 7).terms.last == .init("c", 7))
        #expect(Loss(Tensor([1, 1], [4])).total.shape == [])
    }

    @Test func aLossIsOneNumber() async {
        await #expect(processExitsWith: .failure) { _ = Loss(Tensor([2], [1, 2])) }
        await #expect(processExitsWith: .failure) { _ = Loss("a", Tensor(1)) + Loss("a", Tensor(1)) }
        await #expect(processExitsWith: .failure) { _ = Loss(Tensor(1)) + Loss(Tensor(1), averaging: .sums) }
        await #expect(processExitsWith: .failure) { _ = Batch(features: .zeros([2, 2])).labels }
        await #expect(processExitsWith: .failure) { _ = Batch(features: .zeros([2, 2])).targets }
    }
}
