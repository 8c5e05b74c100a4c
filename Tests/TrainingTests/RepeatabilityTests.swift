import Datasets
import Digests
import Networks
import Testing
import Training

/// The same seed gives the same bits: run to run, on one core or several, alone or beside others. On networks of real
/// size, whose products and optimizer steps are large enough to be shared among cores.
@Suite struct RepeatabilityTests {
    private let data: Dataset = {
        var g = SeededGenerator(seed: 4)
        func samples(_ count: Int) -> Samples {
            let pixels = (0..<(count * 784)).map { _ in UInt8(truncatingIfNeeded: g.next() >> 32) }
            return Samples(height: 28, width: 28, pixels: pixels, labels: [UInt8](repeating: 0, count: count))
        }
        return Dataset(name: "noise", training: samples(300), test: samples(20))
    }()

    private static let experiments: [Experiment<any Autoencoder>] = {
        let plan = TrainingPlan(images: 300, epochs: 2, batchSize: 128, seed: 11)
        return [
            Experiment("vanilla", plan) { VanillaAutoencoder(latent: 32, using: &$0) },
            Experiment("denoising", plan) { DenoisingAutoencoder(latent: 8, noiseStd: 0.3, using: &$0) },
            Experiment("sparse", plan) { SparseAutoencoder(latent: 32, penalty: 1e-3, using: &$0) },
            Experiment("convolutional", plan) { ConvolutionalAutoencoder(latent: 16, using: &$0) },
        ]
    }()

    private func train(_ experiments: [Experiment<any Autoencoder>], cores: Int) throws -> [[Float]] {
        let folder = try TemporaryFolder()
        let runner = ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: data),
            store: TrainingStore(folder: folder.url), cores: cores)
        return try runner.run(experiments).map { values(of: $0.model) + $0.losses.map { Float($0) } }
    }

    @Test func aloneOnAnyNumberOfCores() throws {
        for experiment in Self.experiments {
            let one = try train([experiment], cores: 1)
            for cores in [1, 2, 4] {
                #expect(try train([experiment], cores: cores) == one, "\(experiment.name) on \(cores) cores")
            }
        }
    }

    @Test(arguments: [2, 3, 4])
    func besideOthers(cores: Int) throws {
        let alone = try Self.experiments.map { try train([$0], cores: 1)[0] }
        #expect(try train(Self.experiments, cores: cores) == alone)
    }
}
