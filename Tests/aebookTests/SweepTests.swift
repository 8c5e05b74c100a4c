import Foundation
import Testing

/// A training computes with values that stand nowhere in its model: what a closure has captured, variables of the chapter,
/// of types and of objects. Each value has a result of its own.
@Suite("Sweeps over values outside of the model", .serialized)
struct SweepTests {
    private struct Sweep {
        let name: String
        /// Declarations before the trainings.
        let before: String
        /// The loss of the model `Net`.
        let loss: String
        /// Trains with `weight` and gives the final loss.
        let train: String
        /// What is said where the trainings are not kept.
        var warning: String?
    }

    private static let plain =
        "try train(Experiment(\"weight \\(weight)\", plan) { Net(using: &$0) }, on: digits).finalLoss"
    private static let holding =
        "try train(Experiment(\"weight \\(weight)\", plan) { Net(penalty: PENALTY, using: &$0) }, on: digits).finalLoss"

    private static func holding(_ penalty: String) -> String { holding.replacing("PENALTY", with: penalty) }

    private static let sweeps = [
        Sweep(
            name: "01-closure", before: "", loss: "penalty(CODE)", train: holding("{ weight * meanAbsolute($0) }")),
        Sweep(
            name: "02-global", before: "nonisolated(unsafe) var beta: Float = 0", loss: "beta * meanAbsolute(CODE)",
            train: "try { () throws -> Double in beta = weight; return \(plain) }()"),
        Sweep(
            name: "03-static",
            before:
                "enum Settings { nonisolated(unsafe) private static var beta: Float = 0\nstatic func set(_ x: Float) { beta = x }\nstatic func get() -> Float { beta } }",
            loss: "Settings.get() * meanAbsolute(CODE)",
            train: "try { () throws -> Double in Settings.set(weight); return \(plain) }()"),
        Sweep(
            name: "04-object", before: "final class Box { var beta: Float = 0 }\nlet box = Box()\nlet alias = box",
            loss: "alias.beta * meanAbsolute(CODE)",
            train: "try { () throws -> Double in box.beta = weight; return \(plain) }()"),
        Sweep(
            name: "05-table",
            before: "var table: [Float] = [0, 1, 10]\nvar place = 0\nfunc beta() -> Float { table[place] }",
            loss: "beta() * meanAbsolute(CODE)",
            train: "try { () throws -> Double in place = weight == 0 ? 0 : weight == 1 ? 1 : 2; return \(plain) }()"),
        Sweep(
            name: "06-function", before: "func times(_ w: Float) -> (Tensor) -> Tensor { { w * meanAbsolute($0) } }",
            loss: "penalty(CODE)", train: holding("times(weight)")),
        Sweep(
            name: "07-maker-function",
            before:
                "func sweep(_ w: Float) -> Experiment<Net> {\n    let half = w / 2\n    func twice() -> Float { half * 2 }\n    return Experiment(\"weight \\(w)\", plan) { g in\n        let factor = twice()\n        return Net(penalty: { x in factor * meanAbsolute(x) }, using: &g)\n    }\n}",
            loss: "penalty(CODE)", train: "try train(sweep(weight), on: digits).finalLoss"),
        Sweep(
            name: "08-method",
            before:
                "struct Sweep {\n    var weight: Float\n    func experiment() -> Experiment<Net> {\n        Experiment(\"weight \\(weight)\", plan) { Net(penalty: { [weight] in weight * meanAbsolute($0) }, using: &$0) }\n    }\n}",
            loss: "penalty(CODE)", train: "try train(Sweep(weight: weight).experiment(), on: digits).finalLoss"),
        Sweep(
            name: "09-captured-function", before: "", loss: "penalty(CODE)",
            train:
                "try { () throws -> Double in let f = { (w: Float) -> (Tensor) -> Tensor in { w * meanAbsolute($0) } }(weight); return \(holding("f")) }()",
            warning: "`f`"),
        Sweep(
            name: "10-maker-elsewhere", before: "", loss: "penalty(CODE)",
            train:
                "try { () throws -> Double in let make: @Sendable (inout SeededGenerator) -> Net = { Net(penalty: { weight * meanAbsolute($0) }, using: &$0) }; return try train(Experiment(\"weight \\(weight)\", plan, make), on: digits).finalLoss }()",
            warning: "`penalty`"),
        // A closure that is handed to something else must not be taken for the experiment's.
        Sweep(
            name: "14-other-closure",
            before: "struct Row { init(_ name: String, _ count: Int, _ make: () -> Float) {} }", loss: "penalty(CODE)",
            train:
                "try { () throws -> Double in let row: Row = .init(\"r\", 3) { 1 }; _ = row; let make: @Sendable (inout SeededGenerator) -> Net = { Net(penalty: { weight * meanAbsolute($0) }, using: &$0) }; return try train(Experiment(\"weight \\(weight)\", plan, make), on: digits).finalLoss }()",
            warning: "`penalty`"),
        Sweep(
            name: "11-random", before: "", loss: "Float.random(in: 0...100) * meanAbsolute(CODE)", train: plain,
            warning: "`random`"),
        Sweep(
            name: "12-lock", before: "import Synchronization\nlet beta = Mutex<Float>(0)",
            loss: "beta.withLock { $0 } * meanAbsolute(CODE)",
            train: "try { () throws -> Double in beta.withLock { $0 = weight }; return \(plain) }()", warning: "`beta`"
        ),
        Sweep(
            name: "13-struct-of-functions",
            before:
                "struct Parts { var penalty: (Tensor) -> Tensor }\nvar parts = Parts(penalty: { meanAbsolute($0) })",
            loss: "parts.penalty(CODE)",
            train: "try { () throws -> Double in parts.penalty = { weight * meanAbsolute($0) }; return \(plain) }()",
            warning: "`parts.penalty`"),
    ]

    private static func chapter(_ sweep: Sweep) -> String {
        let code = "encode(images)"
        return """
            # \(sweep.name)

            ```swift run
            \(sweep.name == "07-maker-function" || sweep.name == "08-method" ? "" : sweep.before)
            let digits = try openDigits()
            let plan = TrainingPlan(images: 64, epochs: 1, batchSize: 64, seed: 1)
            final class Net: Autoencoder {
                let encoder: Sequential
                let decoder: Sequential
                let penalty: (Tensor) -> Tensor
                init(penalty: @escaping (Tensor) -> Tensor = meanAbsolute, using g: inout SeededGenerator) {
                    encoder = Sequential(Linear(784, 2, using: &g))
                    decoder = Sequential(Linear(2, 784, using: &g), Sigmoid())
                    self.penalty = penalty
                }
                func loss(_ images: Tensor) -> Tensor {
                    meanSquaredError(self(images).image, images) + \(sweep.loss.replacing("CODE", with: code))
                }
            }
            \(sweep.name == "07-maker-function" || sweep.name == "08-method" ? sweep.before : "")
            ```

            ```swift run
            var found: [Double] = []
            for weight in [0, 1, 10] as [Float] {
                found.append(\(sweep.train))
            }
            ```

            They are `{swift} found.map { $0.formatted(decimals: 9) }.joined(separator: " ")`.
            """
    }

    @Test("Each value has its own result, and the store keeps those that can be told apart")
    func results() throws {
        let book = try SmallBook(
            Dictionary(uniqueKeysWithValues: Self.sweeps.map { ($0.name, Self.chapter($0)) }))
        defer { book.remove() }
        let run = try CommandRun("build", in: book.folder, environment: book.environment)
        try #require(run.code == 0, "\(run.output)\(run.errors)")
        let kept = try losses(of: book)
        for sweep in Self.sweeps {
            #expect(Set(kept[sweep.name] ?? []).count == 3, "\(sweep.name): \(kept[sweep.name] ?? [])")
            guard let warning = sweep.warning else { continue }
            #expect(run.errors.contains("is not kept") && run.errors.contains(warning), "\(sweep.name): \(run.errors)")
        }
        // From the store, where the runs are forgotten.
        let folder = book.folder.appendingPathComponent(".aebook")
        let stored = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("trainings").path
        ).filter { $0.count == 64 }
        #expect(stored.count == 3 * Self.sweeps.count { $0.warning == nil }, "\(run.errors)")
        try FileManager.default.removeItem(at: folder.appendingPathComponent("runs"))
        let again = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(again.code == 0, "\(again.errors)")
        for sweep in Self.sweeps where sweep.name != "11-random" {
            #expect(try losses(of: book)[sweep.name] == kept[sweep.name], "\(sweep.name)")
        }
        #expect(
            again.output.matches(of: /begins,/).count == 3 * Self.sweeps.count { $0.warning != nil }, "\(again.output)")
    }

    @Test("A training that changes a variable outside of its model is not kept, and its name is said")
    func counter() throws {
        let sweep = Sweep(
            name: "01-counter",
            before: "nonisolated(unsafe) var counter: Float = 0\nfunc next() -> Float { counter += 1; return counter }",
            loss: "next() * meanAbsolute(CODE)", train: Self.plain)
        let book = try SmallBook([sweep.name: Self.chapter(sweep)])
        defer { book.remove() }
        let run = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(run.code == 0 && run.errors.contains("`counter` has changed"), "\(run.output)\(run.errors)")
        let stored = try FileManager.default.contentsOfDirectory(
            atPath: book.folder.appendingPathComponent(".aebook/trainings").path
        ).filter { !$0.hasPrefix(".") }
        #expect(stored.isEmpty, "\(stored)")
    }

    private func losses(of book: SmallBook) throws -> [String: [String]] {
        try Dictionary(
            uniqueKeysWithValues: Self.sweeps.map { sweep in
                let page = try String(
                    contentsOf: book.folder.appendingPathComponent("output/\(sweep.name).html"), encoding: .utf8)
                let text = try #require(page.firstMatch(of: /They are .*?>([0-9. ]+)</)).1
                return (sweep.name, text.split(separator: " ").map(String.init))
            })
    }
}
