import Datasets
import Networks
import Testing
import Training

@Suite struct TrainerTests {
    private func fit(_ plan: TrainingPlan, _ data: Dataset = smallDataset()) throws -> ([Double], SmallAutoencoder) {
        var g = SeededGenerator(seed: plan.seed)
        let model = SmallAutoencoder(using: &g)
        return (try Trainer(plan, name: "small").fit(model, to: data.training), model)
    }

    @Test func theLossFalls() throws {
        let (losses, model) = try fit(TrainingPlan(images: 96, epochs: 200, batchSize: 16, learningRate: 1e-2))
        #expect(losses.count == 200)
        #expect(losses[199] < 0.25 * losses[0])
        #expect(reconstructionError(of: model, on: smallDataset().test) < 0.4 * losses[0])
    }

    @Test func theSameSeedGivesTheSameBits() throws {
        let plan = TrainingPlan(images: 96, epochs: 3, batchSize: 20, seed: 8)
        let (first, second) = (try fit(plan), try fit(plan))
        #expect(first.0 == second.0)
        #expect(values(of: first.1) == values(of: second.1))
        let other = try fit(TrainingPlan(images: 96, epochs: 3, batchSize: 20, seed: 9))
        #expect(values(of: first.1) != values(of: other.1))
    }

    @Test(arguments: [1, 7, 96, 1_000])
    func anyBatchSizeWorks(_ size: Int) throws {
        let (losses, _) = try fit(TrainingPlan(images: 96, epochs: 2, batchSize: size))
        #expect(losses.allSatisfy { $0.isFinite })
    }

    @Test func oneImageIsEnoughAndNoneIsAnError() throws {
        let plan = TrainingPlan(images: 1, epochs: 2)
        _ = try fit(plan, smallDataset(training: 1))
        #expect(throws: TrainingError.noImages(name: "small")) { try fit(plan, smallDataset(training: 0)) }
    }

    @Test func theReportsCountTheEpochs() throws {
        var reports: [EpochReport] = []
        var g = SeededGenerator(seed: 1)
        let model = SmallAutoencoder(using: &g)
        let losses = try Trainer(TrainingPlan(images: 96, epochs: 4), name: "small")
            .fit(model, to: smallDataset().training) { reports.append($0) }
        #expect(reports.map(\.epoch) == [1, 2, 3, 4])
        #expect(reports.map(\.loss) == losses)
        #expect(reports.allSatisfy { $0.epochs == 4 && $0.remaining >= 0 })
    }

    @Test func aLossThatIsNoNumberStopsTheTraining() throws {
        var g = SeededGenerator(seed: 1)
        let model = SmallAutoencoder(scale: .infinity, using: &g)
        let trainer = Trainer(TrainingPlan(images: 96, epochs: 4), name: "wild")
        #expect {
            try trainer.fit(model, to: smallDataset().training)
        } throws: { error in
            "\(error)".contains("wild became inf in epoch 1, batch 1")
        }
        let signed = TrainingError.diverged(name: "wild", epoch: 1, batch: 1, loss: -.nan, learningRate: 1)
        #expect("\(signed)".contains("wild became nan in epoch 1, batch 1"))
    }

    /// The loss is 0, its derivative 0 / 0: found where the next loss shows it, or at the end of the epoch.
    @Test(arguments: [32, 96])
    func aGradientThatIsNotFiniteIsFound(batchSize: Int) {
        final class RootOfNothing: Autoencoder {
            let encoder = Sequential()
            let decoder = Sequential()
            let fine = Parameter(Tensor(1))
            let spread = Parameter(Tensor([2], [0, 0]))
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
                spread.value.square().sum().sqrt() + fine.value * 1
            }
        }
        var epochs = 0
        #expect {
            try Trainer(TrainingPlan(images: 96, epochs: 4, batchSize: batchSize), name: "root")
                .fit(RootOfNothing(), to: smallDataset().training) { _ in epochs += 1 }
        } throws: { error in
            "\(error)".hasPrefix("spread of root is not finite after the step of epoch 1, batch 1: a gradient of that")
        }
        #expect(epochs == 0)
    }

    @Test func initialValuesThatAreNotFiniteAreNamed() {
        var g = SeededGenerator(seed: 1)
        let model = SmallAutoencoder(using: &g)
        parameters(of: model)[1].parameter.set(Tensor([12], repeating: .infinity))
        #expect {
            try Trainer(TrainingPlan(images: 96, epochs: 4), name: "wild").fit(model, to: smallDataset().training)
        } throws: { error in
            "\(error)".contains(" of wild is not finite before the first step of epoch 1")
        }
    }

    /// Every image once an epoch, the short rest last, in an order that changes.
    @Test func anEpochTakesEachImageOnce() throws {
        final class Recorder: Autoencoder {
            let encoder = Sequential(ReLU())
            let decoder = Sequential(ReLU())
            let scale = Parameter(Tensor(1))
            @Kept var batches: [[Float]] = []
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
                batches.append(images.column(0))
                return scale.value * 1
            }
        }
        let pixels = (0..<50).map { gray in [UInt8(gray), 0, 0, 0] }.joined()
        let samples = Samples(height: 2, width: 2, pixels: Array(pixels), labels: [UInt8](repeating: 0, count: 50))
        let recorder = Recorder()
        _ = try Trainer(TrainingPlan(images: 50, epochs: 2, batchSize: 16), name: "order").fit(recorder, to: samples)
        #expect(recorder.batches.map(\.count) == [16, 16, 16, 2, 16, 16, 16, 2])
        let (first, second) = (Array(recorder.batches[..<4].joined()), Array(recorder.batches[4...].joined()))
        #expect(first.sorted() == (0..<50).map { Float($0) / 255 })
        #expect(second.sorted() == first.sorted())
        #expect(first != second)
    }
}
