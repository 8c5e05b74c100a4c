import Digests
import Networks
import Testing
import Training

/// A test error that is no number has its own words.
@Suite struct TestErrorTests {
    private func run<Model>(_ experiment: Experiment<Model>, testImages: Int) throws {
        let folder = try TemporaryFolder()
        let data = smallDataset(test: testImages)
        let runner = ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: data),
            store: TrainingStore(folder: folder.url), cores: 1)
        _ = try runner.run([experiment])
    }

    @Test func itIsSaid() {
        final class Undefined: Layer {
            func callAsFunction(_ x: Tensor) -> Tensor { x * .nan }
        }
        final class Blind: Autoencoder {
            let encoder = Sequential(Undefined())
            let decoder = Sequential()
            let scale = Parameter(Tensor(1))
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor { scale.value * 1 }
        }
        #expect {
            try run(Experiment("blind", TrainingPlan(images: 96, epochs: 1)) { _ in Blind() }, testImages: 40)
        } throws: { error in
            "\(error)".hasPrefix("the test MSE of blind is nan")
        }
    }

    @Test func thereMayBeNoTestImages() {
        let small = Experiment("small", TrainingPlan(images: 96, epochs: 1)) { SmallAutoencoder(using: &$0) }
        #expect {
            try run(small, testImages: 0)
        } throws: { error in
            "\(error)" == "small has no test samples, so it has no test error"
        }
    }
}
