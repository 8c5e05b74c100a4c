import Digests
import Foundation
import Networks
import Synchronization
import Testing
import Training

/// What a model's code computes with beside the model itself is in the key, or the training is not kept.
@Suite struct PresentValuesTests {
    /// A model that holds a function.
    private final class Holding: Autoencoder {
        let encoder: Sequential
        let decoder: Sequential
        let penalty: (Tensor) -> Tensor

        init(penalty: @escaping (Tensor) -> Tensor, using g: inout SeededGenerator) {
            encoder = Sequential(Linear(16, 2, using: &g))
            decoder = Sequential(Linear(2, 16, using: &g), Sigmoid())
            self.penalty = penalty
        }

        func loss(_ images: Tensor) -> Tensor { meanSquaredError(self(images).image, images) + penalty(encode(images)) }
    }

    private let plan = TrainingPlan(images: 96, epochs: 1, batchSize: 32, seed: 5)

    private func runner(
        _ folder: TemporaryFolder, uses: CodeUses = CodeUses(), values: PresentValues = .none
    ) -> ExperimentRunner {
        ExperimentRunner(
            context: KeyInputs(
                code: CodeIngredients(engine: "e", declarations: "d", uses: uses), dataset: smallDataset(),
                values: values),
            store: TrainingStore(folder: folder.url), cores: 1)
    }

    private func holding(_ weight: Float) -> Experiment<Holding> {
        Experiment("weight \(weight)", plan) { Holding(penalty: { weight * meanAbsolute($0) }, using: &$0) }
    }

    @Test func aFunctionOfWhichNothingIsToldIsNotKept() throws {
        let folder = try TemporaryFolder()
        let reasons = Mutex<[String]>([])
        let observer = RunObserver(onUnkept: { _, new in reasons.withLock { $0 += new } })
        let losses = try [0, 1, 10].map { try runner(folder).run([holding($0)], telling: observer)[0].finalLoss }
        #expect(Set(losses).count == 3)
        #expect(reasons.withLock { $0 }.count { $0.contains("`penalty`") } == 3)
        let again = try runner(folder).run([holding(1)], telling: observer)[0]
        #expect(!again.isCached && again.finalLoss == losses[1])
        let results = Mutex<[Verification]>([])
        _ = try runner(folder).verify(
            [holding(1)], where: { _ in true }, onVerified: { _, result, _ in results.withLock { $0.append(result) } })
        guard case .unreadable(let reason)? = results.withLock({ $0.first }) else {
            Issue.record("nothing was verified")
            return
        }
        #expect(reason.hasPrefix("it is not kept"))
    }

    @Test func whatAMakerCapturesIsInTheKey() throws {
        let folder = try TemporaryFolder()
        func run(_ weight: Float) throws -> Trained<Holding> {
            MakerCapture.tell(MakerCapture(maker: "m") { [("weight", weight)] })
            return try runner(folder).run([holding(weight)])[0]
        }
        let first = try [0, 1, 10].map(run)
        #expect(Set(first.map(\.finalLoss)).count == 3 && first.allSatisfy { !$0.isCached })
        #expect(first[1].key.parts["values"] == "weight 1.0")
        #expect(try [0, 1, 10].map { try run($0).isCached } == [true, true, true])
    }

    @Test func aVariableIsInTheKeyAsItIs() throws {
        let folder = try TemporaryFolder()
        let uses = CodeUses(declarations: CodeUse(variables: ["beta", "later"]))
        func run(_ beta: any Sendable) throws -> AnyTrained {
            let values = PresentValues { $0 == "beta" ? .value(beta) : .unset }
            let experiment = Experiment("small", plan) { SmallAutoencoder(using: &$0) }
            return try runner(folder, uses: uses, values: values).run([experiment])[0].erased
        }
        #expect(try run(Float(1)).key != run(Float(2)).key)
        #expect(try run(Float(1)).isCached)
        #expect(try run([1.5, 2.5]).key.parts["values"] == "beta [1.5, 2.5, ]")
        let function: @Sendable (Float) -> Float = { $0 }
        #expect(try !run(function).isCached)
        #expect(try !run(function).isCached, "nobody knows what it has captured")
    }

    @Test func aVariableThatChangesMeanwhileIsInNoCheckpointAndNoResult() throws {
        let folder = try TemporaryFolder()
        let count = Atomic(0)
        let reasons = Mutex<[String]>([])
        let values = PresentValues { _ in .value(count.wrappingAdd(1, ordering: .relaxed).newValue) }
        let uses = CodeUses(declarations: CodeUse(variables: ["counter"]))
        let observer = RunObserver(onUnkept: { _, new in reasons.withLock { $0 += new } })
        let trained = try runner(folder, uses: uses, values: values)
            .run([Experiment("small", plan) { SmallAutoencoder(using: &$0) }], telling: observer)[0]
        #expect(!trained.isCached && reasons.withLock { $0.contains { $0.hasPrefix("`counter` has changed") } })
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { !$0.hasPrefix(".") }
        #expect(left.isEmpty, "\(left)")
    }

    @Test func aNormalizationThatSeesNoBatchIsWarnedOf() throws {
        final class Blind: Autoencoder {
            let encoder: Sequential
            let decoder: Sequential
            let norm = BatchNorm1d(2)
            init(using g: inout SeededGenerator) {
                encoder = Sequential(Linear(16, 2, using: &g))
                decoder = Sequential(BatchNorm1d(2), Linear(2, 16, using: &g))
            }
            func encode(_ images: Tensor) -> Tensor {
                TrainingMode.isTraining ? encoder(images) : norm(encoder(images))
            }
        }
        let warnings = Mutex<[String]>([])
        let observer = RunObserver(onWarning: { _, warning in warnings.withLock { $0.append(warning) } })
        _ = try runner(TemporaryFolder()).run([Experiment("blind", plan) { Blind(using: &$0) }], telling: observer)
        #expect(warnings.withLock { $0.contains { $0.hasPrefix("norm: no batch in training mode") } })
    }
}
