import Datasets
import Digests
import Foundation
import Networks
import Testing
import Training

/// What a training records, warns of, and gives back.
@Suite struct RecordTests {
    private func runner(_ data: Dataset = smallDataset()) throws -> ExperimentRunner {
        ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: data),
            store: TrainingStore(folder: try folder.get()), cores: 1, checkpointInterval: 0)
    }

    private let temporary = Result { try TemporaryFolder() }
    private var folder: Result<URL, any Error> { temporary.map(\.url) }

    /// A loss of the batch's size, by each way of averaging: 40, 40 and 16 of 96 samples.
    @Test(arguments: [(Loss.Averaging.batches, 32.0), (.samples, 36.0), (.sums, 1)])
    func batchesCombine(_ averaging: Loss.Averaging, _ expected: Double) throws {
        final class Counting: Trainable {
            let scale = Parameter(Tensor(1))
            let averaging: Loss.Averaging
            init(_ averaging: Loss.Averaging) { self.averaging = averaging }
            func loss(_ batch: Batch, _ step: inout Step) -> Loss {
                let size = Loss("size", scale.value.detached * Float(batch.count), averaging: averaging)
                return size + Loss(scale.value * 0, averaging: averaging)
            }
        }
        let plan = TrainingPlan(images: 96, epochs: 2, batchSize: 40)
        let trained = try runner().run([Experiment("counting", plan) { _ in Counting(averaging) }])[0]
        #expect(trained.losses.allSatisfy { abs($0 - expected) < 1e-6 }, "\(trained.losses)")
        #expect(trained.series("size") == trained.losses)
        #expect(trained.record.series.map(\.name) == ["loss", "size"])
    }

    /// The best epoch's model comes back, and the record says which that was; a stopped and resumed one ends alike.
    @Test func stoppingEarly() throws {
        struct Stopped: Error {}
        /// Its only parameter goes up by one in each step; the loss is the distance from five.
        final class Walker: Trainable {
            let place = Parameter(Tensor([1], [0]))
            func optimizers(_ plan: TrainingPlan) -> [ParameterGroup] {
                [.init("place", of: self, by: SGD(learningRate: 1))]
            }
            func loss(_ batch: Batch, _ step: inout Step) -> Loss {
                step.isTraining ? Loss((place.value * -1).sum()) : Loss((place.value - 5).abs().sum())
            }
        }
        let data = try smallDataset().withValidation(0.2, seed: 1)
        let plan = TrainingPlan(images: 32, epochs: 30, batchSize: 32, earlyStopping: EarlyStopping(patience: 3))
        let experiment = Experiment("walker", plan, keeping: [0, 2, 8, 20]) { _ in Walker() }
        #expect(throws: Stopped.self) {
            let observer = RunObserver(onEpoch: { _, report in if report.epoch == 6 { throw Stopped() } })
            _ = try runner(data).run([experiment], telling: observer)
        }
        let trained = try runner(data).run([experiment])[0]
        #expect(trained.record.bestEpoch == 5 && trained.model.place.value.scalar == 5)
        #expect(trained.series("validation loss") == [4, 3, 2, 1, 0, 1, 2, 3])
        #expect(trained.snapshots.map(\.epoch) == [0, 2, 8])
        #expect(trained.snapshots.map { $0.model.place.value.scalar } == [0, 2, 8])
        let stored = try runner(data).run([experiment])[0]
        #expect(stored.isCached && stored.record.bestEpoch == 5 && stored.model.place.value.scalar == 5)
        #expect(throws: TrainingError.self) { try runner().run([experiment]) }
    }

    @Test func aParameterWithoutAGradientIsNamed() throws {
        final class Half: Autoencoder {
            let encoder: Sequential
            let decoder: Sequential
            init(using g: inout SeededGenerator) {
                encoder = Sequential(Linear(16, 2, using: &g))
                decoder = Sequential(Linear(2, 16, using: &g))
            }
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
                meanSquaredError(decode(encode(images).detached), images)
            }
        }
        let said = EpochLog()
        let texts = Texts()
        let observer = RunObserver(onWarning: { _, warning in
            said.note(1)
            texts.note(warning)
        })
        let plan = TrainingPlan(images: 96, epochs: 2)
        _ = try runner().run([Experiment("half", plan) { Half(using: &$0) }], telling: observer)
        #expect(said.all.count == 1)
        #expect(texts.all[0].hasPrefix("encoder.0.weight, encoder.0.bias: no gradient in the first step"))
    }

    /// Tables and test errors go through what a model says of itself, also where only its protocol is known.
    @Test func aModelsOwnWayCounts() throws {
        final class Blank: Autoencoder {
            let encoder: Sequential
            let decoder: Sequential
            init(using g: inout SeededGenerator) {
                encoder = Sequential(Linear(16, 2, using: &g))
                decoder = Sequential(Linear(2, 16, using: &g))
            }
            func encode(_ images: Tensor) -> Tensor { encoder(images) * 0 }
            func decode(_ codes: Tensor) -> Tensor { decoder(codes) * 0 }
        }
        let plan = TrainingPlan(images: 96, epochs: 1)
        let trained = try runner().run([Experiment("blank", plan) { Blank(using: &$0) }])[0]
        let model: any Autoencoder = trained.model
        let test = smallDataset().test
        #expect(model.encode(test.images).scalars.allSatisfy { $0 == 0 })
        #expect(trained.testMSE == reconstructionError(of: model, on: test))
        let zeros = meanSquaredError(.zeros(test.images.shape), test.images).scalar
        #expect(abs(trained.testMSE - Double(zeros)) < 1e-6)
    }

    /// Parameters that two trainings would change are refused by name, and so is a model that is there already.
    @Test func sharedModelsAreRefused() async throws {
        var g = SeededGenerator(seed: 1)
        let shared = Shared(SmallAutoencoder(using: &g))
        final class Holding: Autoencoder {
            let encoder: Sequential
            let decoder: Sequential
            init(_ model: SmallAutoencoder) { (encoder, decoder) = (model.encoder, model.decoder) }
        }
        let plan = TrainingPlan(images: 96, epochs: 1)
        let experiments = ["one", "two"].map { name in Experiment(name, plan) { _ in Holding(shared.model) } }
        #expect {
            try runner().run(experiments)
        } throws: { "\($0)".hasPrefix("two cannot be trained: its encoder.0.weight is also a parameter of one") }
        await #expect(processExitsWith: .failure) {
            var g = SeededGenerator(seed: 1)
            let shared = Shared(SmallAutoencoder(using: &g))
            let experiment = Experiment("one", TrainingPlan(images: 96, epochs: 1)) { _ in shared.model }
            for _ in 0..<2 { _ = experiment.initialModel() }
        }
    }

    private struct Shared: @unchecked Sendable {
        let model: SmallAutoencoder
        init(_ model: SmallAutoencoder) { self.model = model }
    }

    /// `loss(images)` alone is what is trained, also through a protocol.
    @Test func aLossOfImagesAloneCounts() throws {
        final class Constant: Autoencoder {
            let encoder: Sequential
            let decoder: Sequential
            init(using g: inout SeededGenerator) {
                encoder = Sequential(Linear(16, 2, using: &g))
                decoder = Sequential(Linear(2, 16, using: &g))
            }
            func loss(_ images: Tensor) -> Tensor { self(images).image.mean() * 0 + 7 }
        }
        let plan = TrainingPlan(images: 96, epochs: 1)
        let trained = try runner().run([Experiment<any Autoencoder>("constant", plan) { Constant(using: &$0) }])[0]
        #expect(trained.finalLoss == 7 && trained.description.hasPrefix("constant: loss 7, test MSE "))
    }

    @Test func groupsThatCannotBeMeantAreRefused() throws {
        final class Nothing: Trainable {
            func loss(_ batch: Batch, _ step: inout Step) -> Loss { Loss(Tensor(0)) }
        }
        #expect {
            try runner().run([Experiment("nothing", TrainingPlan(images: 96)) { _ in Nothing() }])
        } throws: { "\($0)".hasPrefix("nothing cannot be trained: the model has no parameters") }
    }
}

final class Texts: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []

    func note(_ text: String) { lock.withLock { texts.append(text) } }
    var all: [String] { lock.withLock { texts } }
}
