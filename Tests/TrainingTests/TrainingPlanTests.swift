import Networks
import Testing
import Training

@Suite struct TrainingPlanTests {
    @Test func theLearningRateIsFiniteAndPositive() async {
        let results = [
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TrainingPlan(learningRate: 0)
            },
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TrainingPlan(learningRate: -1e-3)
            },
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TrainingPlan(learningRate: .nan)
            },
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = TrainingPlan(learningRate: .infinity)
            },
        ]
        for (result, rate) in zip(results, ["0.0", "-0.001", "nan", "inf"]) {
            let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            #expect(message.contains("the learning rate \(rate): it must be finite and positive"))
        }
    }
}
