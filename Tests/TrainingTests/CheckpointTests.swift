import Digests
import Foundation
import Networks
import Testing
import Training

/// A training that was stopped and resumed ends with the same bits as one that was never stopped.
@Suite struct CheckpointTests {
    private struct Stopped: Error {}

    private let plan = TrainingPlan(images: 96, epochs: 6, batchSize: 96, seed: 5)

    private func runner(_ folder: TemporaryFolder) -> ExperimentRunner {
        ExperimentRunner(
            context: KeyInputs(code: CodeIngredients(engine: "e", declarations: "d"), dataset: smallDataset()),
            store: TrainingStore(folder: folder.url), cores: 1)
    }

    private func checkpoints(in folder: TemporaryFolder) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder.url, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "checkpoint" }
    }

    @Test(arguments: [3, 4, 5])
    func resumedIsTheSameAsNeverStopped(stop: Int) throws {
        let (folder, whole) = (try TemporaryFolder(), try TemporaryFolder())
        let slow = Experiment("slow", plan) { Unhurried(pause: 1_100_000, using: &$0) }
        #expect(throws: Stopped.self) {
            try runner(folder).run(
                [slow], telling: RunObserver(onEpoch: { _, report in if report.epoch == stop { throw Stopped() } }))
        }
        #expect(try checkpoints(in: folder).count == 1)
        let epochs = EpochLog()
        let resumed = try runner(folder).run(
            [slow], telling: RunObserver(onEpoch: { _, report in epochs.note(report.epoch) }))[0]
        #expect((epochs.all.first ?? 1) > 1, "it began anew")
        #expect(try checkpoints(in: folder).isEmpty)
        let never = try runner(whole).run([slow])[0]
        #expect(values(of: resumed.model) == values(of: never.model))
        #expect(resumed.losses == never.losses)
        #expect(resumed.seconds > 6)
    }

    /// A damaged checkpoint costs its epochs, and nothing else.
    @Test func aDamagedCheckpointIsNotUsed() throws {
        let (folder, whole) = (try TemporaryFolder(), try TemporaryFolder())
        let slow = Experiment("slow", plan) { Unhurried(pause: 1_100_000, using: &$0) }
        #expect(throws: Stopped.self) {
            try runner(folder).run(
                [slow], telling: RunObserver(onEpoch: { _, report in if report.epoch == 3 { throw Stopped() } }))
        }
        let file = try #require(try checkpoints(in: folder).first)
        let data = try Data(contentsOf: file)
        try data.prefix(data.count - 3).write(to: file)
        let epochs = EpochLog()
        let anew = try runner(folder).run(
            [slow], telling: RunObserver(onEpoch: { _, report in epochs.note(report.epoch) }))[0]
        #expect(epochs.all == Array(1...6))
        #expect(values(of: anew.model) == values(of: try runner(whole).run([slow])[0].model))
    }

    /// The loss turns into no number in the fourth epoch; what was good until then is kept, and the error says where.
    @Test func divergingKeepsTheLastGoodState() throws {
        final class Turning: Autoencoder {
            let encoder = Sequential()
            let decoder = Sequential()
            let scale = Parameter(Tensor(1))
            @Kept private var steps: Float = 0

            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
                usleep(800_000)
                steps += 1
                return scale.value * (steps < 5 ? 1 : .nan)
            }
        }
        let folder = try TemporaryFolder()
        #expect {
            try runner(folder).run([Experiment("turning", plan) { _ in Turning() }])
        } throws: { error in
            "\(error)".contains("turning became nan in epoch 5, batch 1")
                && "\(error)".contains("the last good state is in \(folder.url.path)/")
        }
        #expect(try checkpoints(in: folder).count == 1)
    }
}

/// Epochs in the order in which they were reported.
final class EpochLog: @unchecked Sendable {
    private let lock = NSLock()
    private var epochs: [Int] = []

    func note(_ epoch: Int) { lock.withLock { epochs.append(epoch) } }

    var all: [Int] { lock.withLock { epochs } }
}
