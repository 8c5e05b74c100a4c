import Digests
import Foundation
import Networks
import Synchronization
import Testing
import Training

@Suite struct ExperimentRunnerTests {
    private let plan = TrainingPlan(images: 96, epochs: 2, batchSize: 32)

    private func experiment(_ name: String = "small", latent: Int = 2, plan: TrainingPlan? = nil) -> Experiment<
        SmallAutoencoder
    > {
        Experiment(name, plan ?? self.plan) { SmallAutoencoder(latent: latent, using: &$0) }
    }

    private func runner(
        _ folder: TemporaryFolder, engine: String = "e", declarations: String = "d", seed: UInt64 = 1,
        cores: Int = 2, force: Bool = false
    ) -> ExperimentRunner {
        ExperimentRunner(
            context: KeyInputs(
                code: CodeIngredients(engine: engine, declarations: declarations), dataset: smallDataset(seed: seed)),
            store: TrainingStore(folder: folder.url), cores: cores, isForced: force)
    }

    @Test func aFinishedTrainingIsNotRunAgain() throws {
        let folder = try TemporaryFolder()
        let first = try runner(folder).run([experiment()])[0]
        let again = try runner(folder).run([experiment()])[0]
        #expect(!first.isCached && again.isCached)
        #expect(again.record == first.record)
        #expect(values(of: again.model) == values(of: first.model))
        #expect(try !runner(folder, force: true).run([experiment()])[0].isCached)
    }

    /// Each ingredient of the key alone brings a new training; the name and the cores do not.
    @Test func everyIngredientCounts() throws {
        let folder = try TemporaryFolder()
        let first = try runner(folder).run([experiment()])[0]
        var other = plan
        other.learningRate = 2e-3
        let keys = [
            try runner(folder).run([experiment(latent: 3)])[0],
            try runner(folder).run([experiment(plan: other)])[0],
            try runner(folder).run([experiment(plan: TrainingPlan(images: 96, epochs: 2, batchSize: 32, seed: 7))])[0],
            try runner(folder).run([experiment(plan: TrainingPlan(images: 95, epochs: 2, batchSize: 32))])[0],
            try runner(folder, engine: "other").run([experiment()])[0],
            try runner(folder, seed: 2).run([experiment()])[0],
            // This model is not the engine's own, so the declarations of its chapter count.
            try runner(folder, declarations: "other").run([experiment()])[0],
        ]
        #expect(keys.allSatisfy { !$0.isCached })
        #expect(Set(keys.map(\.key.digest) + [first.key.digest]).count == 8)
        #expect(try runner(folder, cores: 1).run([experiment("another name")])[0].isCached)
    }

    @Test func declarationsDoNotTouchTheEnginesOwnModels() throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 1)
        let model = VanillaAutoencoder(pixels: 16, latent: 2, using: &generator)
        let keys = ["one", "two"].map {
            KeyInputs(code: CodeIngredients(engine: "e", declarations: $0), dataset: smallDataset()).key(
                of: model, plan: plan)
        }
        #expect(keys[0] == keys[1])
        #expect(keys[0].parts["declarations"] == nil)
        withExtendedLifetime(folder) {}
    }

    @Test func whatAModelsTypesDependOnCountsInsteadOfAllDeclarations() {
        final class Local: Autoencoder {
            let encoder = Sequential()
            let decoder = Sequential()
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor { images.mean() }
        }
        func part(_ model: any Autoencoder, _ types: [String: String]) -> String? {
            KeyInputs(
                code: CodeIngredients(engine: "e", declarations: "all", types: types), dataset: smallDataset()
            )
            .key(of: model, plan: plan).parts["declarations"]
        }
        let types = ["TrainingTests.OwnModel": "1", "TrainingTests.OwnFactor": "2", "TrainingTests.Local": "3"]
        #expect(part(OwnModel(), types) == "TrainingTests.OwnFactor 2, TrainingTests.OwnModel 1")
        #expect(part(OwnModel(), ["TrainingTests.OwnModel": "1"]) == "all")
        #expect(part(OwnModel(), [:]) == "all")
        // A type inside of a function has no name that tells which one it is.
        #expect(part(Local(), types) == "all")
    }

    @Test func sideBySideIsTheSameAsAlone() throws {
        let (together, alone) = (try TemporaryFolder(), try TemporaryFolder())
        let experiments = (1...4).map { experiment("latent \($0)", latent: $0) }
        let many = try runner(together, cores: 4).run(experiments)
        #expect(many.map(\.name) == experiments.map(\.name))
        for (index, trained) in many.enumerated() {
            let single = try runner(alone, cores: 1).run([experiments[index]])[0]
            #expect(values(of: single.model) == values(of: trained.model))
            #expect(single.record.losses == trained.record.losses)
        }
    }

    @Test func oneTrainingNamedTwiceRunsOnce() throws {
        let folder = try TemporaryFolder()
        let both = try runner(folder).run([experiment("a"), experiment("b")])
        #expect(both.filter(\.isCached).count == 1)
        #expect(values(of: both[0].model) == values(of: both[1].model))
    }

    @Test func whoWaitsForTheSameTrainingSaysSo() throws {
        let folder = try TemporaryFolder()
        let waits = Mutex<[Bool]>([])
        // The one that begins holds the lock for long enough to be met.
        _ = try runner(folder, cores: 2).run(
            [experiment("a"), experiment("b")],
            telling: RunObserver(
                onStart: { _, _ in usleep(500_000) }, onWait: { isWaiting in waits.withLock { $0.append(isWaiting) } }))
        #expect(waits.withLock { $0 } == [true, false])
    }

    @Test func aFailureKeepsWhatIsFinished() throws {
        let folder = try TemporaryFolder()
        let wild = Experiment("wild", plan) { SmallAutoencoder(scale: .nan, using: &$0) }
        let finished = Mutex<[String]>([])
        #expect(throws: TrainingError.self) {
            try runner(folder, cores: 1).run(
                [experiment(), wild, experiment("late", latent: 4)],
                telling: RunObserver(onFinish: { trained in finished.withLock { $0.append(trained.name) } }))
        }
        #expect(finished.withLock { $0 } == ["small", "late"])
        #expect(try runner(folder).run([experiment()])[0].isCached)
    }

    /// Cut off, altered, or with another's record: it is noticed, said, and trained again to the same bits.
    @Test func whatIsDamagedIsTrainedAgain() throws {
        let folder = try TemporaryFolder()
        let trained = try runner(folder).run([experiment()])[0]
        let place = folder.url.appendingPathComponent(trained.key.digest)
        for name in ["parameters.safetensors", "record.json", "SHA256SUMS"] {
            let file = place.appendingPathComponent(name)
            let whole = try Data(contentsOf: file)
            var altered = whole
            altered[whole.count / 2] ^= 1
            for damaged in [whole.prefix(whole.count - 5), altered, Data()] {
                try damaged.write(to: file)
                let said = Mutex<[String]>([])
                let note: @Sendable (AnyExperiment, TrainingError) -> Void = { _, error in
                    said.withLock { $0.append("\(error)") }
                }
                let again = try runner(folder).run([experiment()], telling: RunObserver(onDamage: note))[0]
                #expect(!again.isCached && said.withLock { $0.count == 1 && $0[0].contains(place.path) })
                #expect(values(of: again.model) == values(of: trained.model))
                #expect(again.losses == trained.losses)
                #expect(try runner(folder).run([experiment()])[0].isCached)
            }
        }
    }

    /// Whoever trains again and gets other bits than those of the store hears where.
    @Test func verifying() throws {
        let folder = try TemporaryFolder()
        let trained = try runner(folder).run([experiment("a"), experiment("b", latent: 3)])
        let results = Mutex<[String: Verification]>([:])
        func verify(_ runner: ExperimentRunner) throws {
            let both = [experiment("a"), experiment("b", latent: 3)]
            _ = try runner.verify(
                both, where: { $0 == "a" }, onVerified: { one, result, _ in results.withLock { $0[one.name] = result } }
            )
        }
        try verify(runner(folder, cores: 1))
        #expect(results.withLock { $0 } == ["a": .same])
        // The store has the other training's result under this one's key.
        let store = TrainingStore(folder: folder.url)
        let model = experiment("a").initialModel()
        try store.save(trained[0].record, of: model, name: "a", key: trained[0].key)
        try verify(runner(folder))
        guard case .differs(let place)? = results.withLock({ $0["a"] }) else { return #expect(Bool(false)) }
        #expect(place.hasPrefix("element 0 of encoder.0.weight [12, 16] is "))
        #expect(throws: TrainingError.notStored(name: "b")) {
            let other = runner(folder, engine: "other")
            _ = try other.verify([experiment("b", latent: 3)], where: { _ in true }, onVerified: { _, _, _ in })
        }
    }

    /// A function in a model can be anything: then the code counts that the training depends on, and no other.
    @Test func functionsInAModelBringInTheCode() throws {
        final class Holding: Autoencoder {
            let encoder = Sequential()
            let decoder = Sequential()
            let factor: (Tensor) -> Tensor = { $0 }
            func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor { factor(images) }
        }
        func digest(_ code: [String: String], _ name: String) -> String {
            KeyInputs(
                code: CodeIngredients(engine: "e", declarations: "d", tools: "t", code: { code[$0] ?? "" }),
                dataset: smallDataset()
            ).key(of: Holding(), plan: plan, name: name).digest
        }
        #expect(digest(["a": "1", "b": "1"], "a") == digest(["a": "1", "b": "2"], "a"))
        #expect(digest(["a": "1"], "a") != digest(["a": "2"], "a"))
    }

    /// Two runs with one store, as two chapters make them, train no more at once than there are cores.
    @Test func runsShareTheCores() throws {
        let folder = try TemporaryFolder()
        let training = Mutex((now: 0, most: 0))
        let runners = (1...3).map { runner(folder, seed: UInt64($0), cores: 1) }
        let all = try WorkStealingPool(cores: 3).run(3) { run in
            let observer = RunObserver { _, _ in
                training.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            } onEpoch: { _, report in
                usleep(20_000)
                if report.epoch == report.epochs { training.withLock { $0.now -= 1 } }
            }
            return try runners[run].run([experiment()], telling: observer)
        }
        #expect(all.count == 3)
        #expect(training.withLock { $0.most } == 1)
    }
}

struct OwnFactor {
    let value: Float
}

final class OwnModel: Autoencoder {
    let encoder = Sequential()
    let decoder = Sequential()
    let factors = [OwnFactor(value: 2)]

    func loss(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor { images.mean() * factors[0].value }
}
