import Digests
import Foundation
import Networks
import Testing
import Training

/// A key is made of everything that plan, optimizers, schedules, phases and parents hold, without anyone having typed it.
@Suite struct KeyTests {
    private let context = KeyInputs(
        code: CodeIngredients(engine: "e", declarations: "d"), dataset: smallDataset())

    private func model() -> SmallAutoencoder {
        var g = SeededGenerator(seed: 1)
        return SmallAutoencoder(using: &g)
    }

    private func digest(_ plan: TrainingPlan) -> String { context.key(of: model(), plan: plan).digest }

    private let full = TrainingPlan(
        images: 96, batchSize: 32, learningRate: 2e-3, seed: 3,
        optimizer: .adamW(beta1: 0.8, beta2: 0.99, epsilon: 1e-7, weightDecay: 0.1),
        schedule: .sequence(
            .linear(from: 0.1, to: 1, over: .epochs(2)), for: .epochs(2),
            then: .cyclic(.step(every: .steps(5), factor: 0.5), period: .share(0.5))),
        clipNorm: 2, phases: [Phase("a", epochs: 2, training: ["model"]), Phase("b", epochs: 3)],
        earlyStopping: EarlyStopping(patience: 4, minimumImprovement: 0.01))

    /// Each number and text of the plan in turn is changed, as its JSON has them: fields that come later are found too.
    @Test func everyFieldOfAPlanCounts() throws {
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(full))
        let changed = changes(of: json)
        #expect(changed.count > 20)
        var seen: Set = [digest(full)]
        for (path, json) in changed {
            let data = try JSONSerialization.data(withJSONObject: json)
            let plan = try JSONDecoder().decode(TrainingPlan.self, from: data)
            #expect(seen.insert(digest(plan)).inserted, "\(path)")
        }
    }

    /// The same JSON with one leaf changed, for each leaf.
    private func changes(of json: Any, path: String = "") -> [(path: String, json: Any)] {
        switch json {
        case let object as [String: Any]:
            return object.sorted { $0.key < $1.key }.flatMap { key, value in
                changes(of: value, path: "\(path).\(key)").map { place, new in
                    var object = object
                    object[key] = new
                    return (place, object as Any)
                }
            }
        case let array as [Any]:
            return array.indices.flatMap { index in
                changes(of: array[index], path: "\(path)[\(index)]").map { place, new in
                    var array = array
                    array[index] = new
                    return (place, array as Any)
                }
            }
        case let text as String: return [(path, text + "?")]
        case let number as NSNumber:
            return [
                (
                    path,
                    number.doubleValue >= 1
                        ? NSNumber(value: number.intValue + 1) : NSNumber(value: number.doubleValue / 2)
                )
            ]
        default: return []
        }
    }

    /// An optimizer of a chapter's own, with settings that nobody has heard of.
    private final class Sign: Optimizer {
        let learningRate: Float
        let strange: [String: Int]
        let memory = OptimizerMemory("sign")

        init(_ rate: Float, _ strange: [String: Int]) { (learningRate, self.strange) = (rate, strange) }

        func update(_ parameters: [Parameter], along gradients: Gradients, learningRate: Float) {}
    }

    private final class Grouped: Autoencoder {
        let encoder: Sequential
        let decoder: Sequential
        let groups: @Sendable (Grouped) -> [ParameterGroup]

        init(_ groups: @escaping @Sendable (Grouped) -> [ParameterGroup]) {
            var g = SeededGenerator(seed: 1)
            encoder = Sequential(Linear(16, 16, using: &g))
            decoder = Sequential(Linear(16, 16, using: &g))
            self.groups = groups
        }

        func optimizers(_ plan: TrainingPlan) -> [ParameterGroup] { groups(self) }
    }

    @Test func everythingAboutGroupsCounts() {
        func digest(_ groups: @escaping @Sendable (Grouped) -> [ParameterGroup]) -> String {
            context.key(of: Grouped(groups), plan: full).digest
        }
        let all = [
            digest { [.init("a", of: $0, by: Adam())] }, digest { [.init("b", of: $0, by: Adam())] },
            digest { [.init("a", of: $0.encoder, by: Adam())] },
            // Of the same shape.
            digest { [.init("a", of: $0.decoder, by: Adam())] },
            digest { [.init("a", of: $0, by: Adam(epsilon: 1e-7))] },
            digest { [.init("a", of: $0, schedule: .cosine(), by: Adam())] },
            digest { [.init("a", of: $0, by: SGD())] }, digest { [.init("a", of: $0, by: AdamW())] },
            digest { [.init("a", of: $0, by: Sign(1, ["x": 1]))] },
            digest { [.init("a", of: $0, by: Sign(1, ["x": 2]))] },
            digest { [.init("a", of: $0.encoder, by: Adam()), .init("b", of: $0.decoder, by: Adam())] },
        ]
        #expect(Set(all).count == all.count)
        // The code of an optimizer of the chapter's own counts too.
        let own = context.key(of: Grouped { [.init("a", of: $0, by: Sign(1, [:]))] }, plan: full)
        #expect(own.parts["declarations"] != nil)
    }

    @Test func parentsCount() throws {
        let folder = try TemporaryFolder()
        let runner = ExperimentRunner(
            context: context, store: TrainingStore(folder: folder.url), cores: 1)
        let plan = TrainingPlan(images: 96, epochs: 1)
        let (a, b) = (
            try runner.run([Experiment("parent", plan) { SmallAutoencoder(using: &$0) }])[0],
            try runner.run([Experiment("parent", TrainingPlan(images: 96, epochs: 2)) { SmallAutoencoder(using: &$0) }]
            )[0]
        )
        // The values that it begins with are the same.
        let children = try [a, b].map { parent in
            try runner.run([Experiment("child", plan, from: parent) { _, g in SmallAutoencoder(using: &g) }])[0]
        }
        #expect(children[0].key.parts["parents"]?.contains(a.key.digest) == true)
        #expect(children[0].key.digest != children[1].key.digest)
        // The parent's own model stays as it was.
        let before = values(of: a.model)
        let tuned = try runner.run([Experiment("tuned", plan, from: a) { parent, _ in parent }])[0]
        #expect(values(of: a.model) == before && values(of: tuned.model) != before)
    }
}
