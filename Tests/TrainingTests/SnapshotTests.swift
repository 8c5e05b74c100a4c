import Digests
import Foundation
import Networks
import Testing
import Training

/// A training that keeps models on its way is the training that does not, and a kept one is the shorter training's.
@Suite struct SnapshotTests {
    private let plan = TrainingPlan(images: 96, epochs: 6, batchSize: 32, seed: 5)

    private func runner(_ folder: TemporaryFolder, force: Bool = false) -> ExperimentRunner {
        ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: smallDataset()),
            store: TrainingStore(folder: folder.url), cores: 1, isForced: force)
    }

    private func experiment(keeping epochs: [Int] = [], epochs count: Int = 6) -> Experiment<SmallAutoencoder> {
        var plan = plan
        plan.epochs = count
        return Experiment("small", plan, keeping: epochs) { SmallAutoencoder(using: &$0) }
    }

    @Test func keepingChangesNoBit() throws {
        let (with, without) = (try TemporaryFolder(), try TemporaryFolder())
        let kept = try runner(with).run([experiment(keeping: [0, 2, 6])])[0]
        let plain = try runner(without).run([experiment()])[0]
        #expect(kept.key == plain.key)
        #expect(kept.losses == plain.losses)
        #expect(values(of: kept.model) == values(of: plain.model))
        #expect(plain.snapshots.isEmpty)
    }

    @Test func aKeptModelIsTheOneOfAShorterTraining() throws {
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        let kept = try runner(folder).run([experiment(keeping: [6, 2, 0, 2])])[0]
        #expect(kept.snapshots.map(\.epoch) == [0, 2, 6])
        let short = try runner(other).run([experiment(epochs: 2)])[0]
        #expect(values(of: kept.snapshots[0].model) == values(of: experiment().initialModel()))
        #expect(values(of: kept.snapshots[1].model) == values(of: short.model))
        #expect(values(of: kept.snapshots[2].model) == values(of: kept.model))
    }

    @Test func epochsBeyondThePlanAreNotKept() throws {
        let folder = try TemporaryFolder()
        let kept = try runner(folder).run([experiment(keeping: [0, 4, 6, 30])])[0]
        #expect(kept.snapshots.map(\.epoch) == [0, 4, 6])
        #expect(try runner(folder).run([experiment(keeping: [4, 30])])[0].isCached)
    }

    @Test func keptModelsComeOutOfTheStore() throws {
        let folder = try TemporaryFolder()
        let first = try runner(folder).run([experiment(keeping: [1, 3])])[0]
        let again = try runner(folder).run([experiment(keeping: [0, 1, 3, 6])])[0]
        #expect(again.isCached)
        #expect(values(of: again.snapshots[1].model) == values(of: first.snapshots[0].model))
        #expect(values(of: again.snapshots[2].model) == values(of: first.snapshots[1].model))
    }

    /// Another epoch of a finished training is had by training again, which ends with the same bits.
    @Test func anotherEpochTrainsOnceMore() throws {
        let folder = try TemporaryFolder()
        let first = try runner(folder).run([experiment(keeping: [1])])[0]
        let more = try runner(folder).run([experiment(keeping: [1, 4])])[0]
        #expect(!more.isCached)
        #expect(values(of: more.model) == values(of: first.model))
        #expect(try runner(folder).run([experiment(keeping: [1, 4])])[0].isCached)
        #expect(try runner(folder).run([experiment()])[0].isCached)
    }

    /// Also where it can still be read: a bit of it is another.
    @Test func aDamagedKeptModelIsHadByTrainingAgain() throws {
        let folder = try TemporaryFolder()
        let trained = try runner(folder).run([experiment(keeping: [3])])[0]
        let file = folder.url.appendingPathComponent("\(trained.key.digest).epochs/epoch-3.sealed")
        let whole = try Data(contentsOf: file)
        var altered = whole
        altered[whole.count - 1] ^= 1
        for damaged in [Data("short".utf8), altered] {
            try damaged.write(to: file)
            let again = try runner(folder).run([experiment(keeping: [3])])[0]
            #expect(!again.isCached)
            #expect(values(of: again.snapshots[0].model) == values(of: trained.snapshots[0].model))
            #expect(try Data(contentsOf: file) == whole)
        }
        let forced = try runner(folder, force: true).run([experiment(keeping: [3])])[0]
        #expect(values(of: forced.model) == values(of: trained.model))
    }
}

/// A training that goes on from a checkpoint keeps what it would have kept.
@Suite struct ResumedSnapshotTests {
    private struct Stopped: Error {}

    private func experiment(keeping epochs: [Int]) -> Experiment<Unhurried> {
        Experiment("slow", TrainingPlan(images: 96, epochs: 5, batchSize: 96), keeping: epochs) {
            Unhurried(pause: 1_100_000, using: &$0)
        }
    }

    /// Kept before the stop and wanted after it, or wanted only after it: then the way is gone through again.
    @Test(arguments: [[1, 4], [2, 4]])
    func theWayIsWhole(wanted: [Int]) throws {
        let folder = try TemporaryFolder()
        let runner = ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: smallDataset()),
            store: TrainingStore(folder: folder.url), cores: 1)
        #expect(throws: Stopped.self) {
            try runner.run(
                [experiment(keeping: [1, 4])],
                telling: RunObserver(onEpoch: { _, report in if report.epoch == 3 { throw Stopped() } }))
        }
        let epochs = EpochLog()
        let trained = try runner.run(
            [experiment(keeping: wanted)], telling: RunObserver(onEpoch: { _, report in epochs.note(report.epoch) }))[0]
        #expect(((epochs.all.first ?? 1) > 1) == (wanted == [1, 4]))
        #expect(trained.snapshots.map(\.epoch) == wanted)
        let models = trained.snapshots.map { values(of: $0.model) } + [values(of: trained.model)]
        #expect(Set(models).count == 3)
    }
}
