import Digests
import Foundation
import Networks
import Testing
import Training

/// What a model keeps of its own from step to step is in the checkpoints, or refused by name.
@Suite struct OwnStateTests {
    private struct Stopped: Error {}

    private let plan = TrainingPlan(images: 96, epochs: 6, batchSize: 32, seed: 5)

    private func runner(_ folder: TemporaryFolder) -> ExperimentRunner {
        ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: smallDataset()),
            store: TrainingStore(folder: folder.url), cores: 1, checkpointInterval: 0)
    }

    /// A dense network whose loss is weighted by what it keeps.
    private class Net: Autoencoder {
        let encoder: Sequential
        let decoder: Sequential

        init(using g: inout SeededGenerator) {
            encoder = Sequential(Linear(16, 8, using: &g), Dropout(0.3), Linear(8, 2, using: &g))
            decoder = Sequential(Linear(2, 16, using: &g), Sigmoid())
        }

        func weight() -> Float { 1 }
        func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
            weight() * meanSquaredError(self(images).image, images)
        }
    }

    private final class Counting: Net {
        @Kept var steps = 0
        @Kept var history: [Float] = []
        let mean = Buffer(Tensor([1], [1]))
        override func weight() -> Float {
            steps += 1
            history = history.suffix(3) + [Float(steps)]
            mean.value = mean.value * 0.9 + 0.1 * history.reduce(0, +)
            return 1 + 0.1 * mean.value.scalar
        }
    }

    /// Stopped after any epoch, three times in a row, and gone on with: the same bits, the kept values among them.
    @Test func whatIsKeptGoesOn() throws {
        let (folder, whole) = (try TemporaryFolder(), try TemporaryFolder())
        let experiment = Experiment("counting", plan) { Counting(using: &$0) }
        for stop in [2, 3, 5] {
            #expect(throws: Stopped.self) {
                let observer = RunObserver(onEpoch: { _, report in if report.epoch == stop { throw Stopped() } })
                _ = try runner(folder).run([experiment], telling: observer)
            }
        }
        let epochs = EpochLog()
        let observer = RunObserver(onEpoch: { _, report in epochs.note(report.epoch) })
        let resumed = try runner(folder).run([experiment], telling: observer)[0]
        let never = try runner(whole).run([experiment])[0]
        #expect(epochs.all.first == 6)
        #expect(resumed.losses == never.losses && values(of: resumed.model) == values(of: never.model))
        #expect(resumed.model.steps == 18 && never.model.steps == 18)
        #expect(resumed.model.history == [15, 16, 17, 18])
        #expect(resumed.model.mean.value.scalar == never.model.mean.value.scalar)
        let stored = try runner(whole).run([experiment])[0]
        #expect(stored.isCached && stored.model.steps == 18)
    }

    private final class PlainCounter: Net {
        var steps: Float = 0
        override func weight() -> Float {
            steps += 1
            return steps
        }
    }

    /// An optimizer that no group has.
    private final class OwnOptimizer: Autoencoder {
        let encoder: Sequential
        let decoder: Sequential
        let own = Adam()

        init(using g: inout SeededGenerator) {
            (encoder, decoder) = (Sequential(Linear(16, 2, using: &g)), Sequential(Linear(2, 16, using: &g)))
        }

        func trainingStep(_ batch: Batch, _ step: inout Step) -> Loss {
            let (loss, gradients) = valueAndGradients { meanSquaredError(self(batch.images).image, batch.images) }
            own.update(parameters(of: self).map(\.parameter), along: gradients)
            return Loss(loss)
        }
    }

    private final class OwnGenerator: Net {
        var generator = SeededGenerator(seed: 1)
        override func weight() -> Float { generator.uniform() }
    }

    private final class Box { var counts = [0] }
    private final class InABox: Net {
        let box = Box()
        override func weight() -> Float {
            box.counts[0] += 1
            return 1
        }
    }

    private final class InADictionary: Net {
        var counts: [String: Int] = [:]
        override func weight() -> Float {
            counts["steps", default: 0] += 1
            return 1
        }
    }

    private final class LastCode: Net {
        var code: Tensor?
        override func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
            let output = self(images)
            code = output.code.detached
            return meanSquaredError(output.image, images)
        }
    }

    @Test func whatIsNotKeptIsRefusedByName() {
        func property(_ make: @escaping @Sendable (inout SeededGenerator) -> any Autoencoder) -> String {
            do {
                let folder = try TemporaryFolder()
                _ = try runner(folder).run([Experiment<any Autoencoder>("own", plan, make)])
                return "none"
            } catch TrainingError.unkept(_, let property) { return property } catch { return "\(error)" }
        }
        #expect(property { PlainCounter(using: &$0) } == "steps")
        #expect(property { OwnGenerator(using: &$0) } == "generator.state")
        #expect(property { InABox(using: &$0) } == "box.counts.0")
        #expect(property { InADictionary(using: &$0) } == "counts")
        #expect(property { LastCode(using: &$0) } == "code")
        #expect(property { OwnOptimizer(using: &$0) } == "own.memory")
    }

    /// What a lazy property becomes depends on nothing but the model.
    @Test func aLazyPropertyIsNoState() throws {
        final class Lazy: Net {
            lazy var factor: Float = 2
            override func weight() -> Float { factor }
        }
        let folder = try TemporaryFolder()
        _ = try runner(folder).run([Experiment("lazy", plan) { Lazy(using: &$0) }])
    }
}
