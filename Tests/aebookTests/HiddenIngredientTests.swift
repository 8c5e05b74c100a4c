import Foundation
import Testing

/// Ways in which something that no name tells of comes into a training or a page: a build that knows earlier results
/// gives what one from nothing does.
@Suite("Ingredients behind other names", .serialized)
struct HiddenIngredientTests {
    /// Code before a model whose loss has a factor, the factor, code before the training, and what that becomes.
    private static let programs: [(name: String, before: String, factor: String, code: String, changed: String)] = [
        (
            "01-call", "var scale: Float = 1\nfunc configure(_ x: Float) { scale = x }", "scale", "configure(2)",
            "configure(4)"
        ),
        (
            "02-closure", "var scale: Float = 1\nlet setter: (Float) -> Void = { scale = $0 }", "scale", "setter(2)",
            "setter(4)"
        ),
        (
            "03-alias", "final class Box { var scale: Float = 1 }\nlet box = Box()", "box.scale",
            "let alias = box\nalias.scale = 2", "let alias = box\nalias.scale = 4"
        ),
        (
            "04-argument",
            "final class Box { var scale: Float = 1 }\nlet box = Box()\n"
                + "func set(_ b: Box, _ x: Float) { b.scale = x }",
            "box.scale", "set(box, 2)", "set(box, 4)"
        ),
        (
            "05-operator",
            "infix operator <-\nvar scale: Float = 1\nfunc <- (left: inout Float, right: Float) { left = right }",
            "scale", "scale <- 2", "scale <- 4"
        ),
        (
            "06-static",
            "enum Settings { nonisolated(unsafe) static var scale: Float = 1 }\nfunc go(_ x: Float) { Settings.scale = x }",
            "Settings.scale", "go(2)", "go(4)"
        ),
        (
            "07-teacher",
            "var random = SeededGenerator(seed: 1)\nlet teacher = VanillaAutoencoder(latent: 2, using: &random)",
            "teacher.encode(images).square().mean()",
            "for named in parameters(of: teacher) { named.parameter.set(named.parameter.value * 0.5) }",
            "for named in parameters(of: teacher) { named.parameter.set(named.parameter.value * 2) }"
        ),
        (
            "08-file",
            "func scale() -> Float { Float((try? String(contentsOfFile: \"s.txt\", encoding: .utf8)) ?? \"\") ?? 1 }",
            "scale()", "", ""
        ),
        ("09-quick", "", "(isQuick ? 2 : 1)", "", ""),
    ]

    private static func chapter(_ program: Int, changed: Bool) -> String {
        let program = programs[program]
        return """
            # \(program.name)

            ```swift run
            \(program.before)
            \(SmallBook.ownModel(times: program.factor))
            ```

            ```swift run
            \(changed ? program.changed : program.code)
            ```

            ```swift run
            let plan = TrainingPlan(images: 64, epochs: 1, batchSize: 64, seed: 1)
            let own = try train(Experiment("own", plan) { Own(using: &$0) }, on: try openDigits())
            ```

            The loss is `{swift} own.finalLoss.formatted(decimals: 9)`.
            """
    }

    private func build(_ book: SmallBook, _ words: String...) throws {
        let run = try CommandRun(list: ["build"] + words, in: book.folder, environment: book.environment)
        #expect(run.code == 0, "\(run.errors)")
    }

    private func loss(_ name: String, of book: SmallBook) throws -> String {
        let page = try String(contentsOf: book.folder.appendingPathComponent("output/\(name).html"), encoding: .utf8)
        return try #require(page.firstMatch(of: /The loss is .*?>([0-9.]+)</)).1.description
    }

    @Test("A training whose loss they change is done again")
    func trainings() throws {
        let book = try SmallBook(
            Dictionary(
                uniqueKeysWithValues: Self.programs.indices.map {
                    (Self.programs[$0].name, Self.chapter($0, changed: false))
                }))
        defer { book.remove() }
        try Data("title: T\noptimize: false\n".utf8).write(to: book.folder.appendingPathComponent("chapters/book.yml"))
        let file = book.folder.appendingPathComponent("s.txt")
        try Data("1".utf8).write(to: file)
        try build(book)
        let first = try Self.programs.map { try loss($0.name, of: book) }
        for index in Self.programs.indices {
            try book.write(Self.chapter(index, changed: true), to: Self.programs[index].name)
        }
        try Data("3".utf8).write(to: file)
        try build(book)
        let second = try Self.programs.map { try loss($0.name, of: book) }
        try build(book, "--force")
        for (index, program) in Self.programs.enumerated() {
            #expect(try second[index] == loss(program.name, of: book), "\(program.name)")
            #expect((first[index] != second[index]) == (program.name != "09-quick"), "\(program.name)")
        }
        try build(book, "--quick")
        #expect(try loss("09-quick", of: book) != second[8])
    }

    @Test("A chapter runs again where another has written what it read")
    func betweenChapters() throws {
        func writer(_ text: String) -> String {
            """
            # Writer

            ```swift run
            Thread.sleep(forTimeInterval: 1)
            try "\(text)".write(toFile: "shared.txt", atomically: true, encoding: .utf8)
            ```
            """
        }
        let book = try SmallBook([
            "01-writer": writer("one"),
            "02-reader":
                "# Reader\n\n```swift run\n(try? String(contentsOfFile: \"shared.txt\", encoding: .utf8)) ?? \"nothing\"\n```\n",
        ])
        defer { book.remove() }
        func page() throws -> String {
            try String(contentsOf: book.folder.appendingPathComponent("output/02-reader.html"), encoding: .utf8)
        }
        try build(book)
        #expect(try page().contains("one"))
        try book.write(writer("two"), to: "01-writer")
        try build(book)
        #expect(try page().contains("two"))
    }

    @Test("A variable of the environment is nothing that a cell sees")
    func environment() throws {
        let book = try SmallBook([
            "01-environment":
                "# T\n\n```swift run\nProcessInfo.processInfo.environment[\"AEBOOK_TEST\"] ?? \"none\"\n```\n"
        ])
        defer { book.remove() }
        let run = try CommandRun(
            list: ["build"], in: book.folder, environment: book.environment.merging(["AEBOOK_TEST": "seen"]) { $1 })
        #expect(run.code == 0)
        let page = try String(
            contentsOf: book.folder.appendingPathComponent("output/01-environment.html"), encoding: .utf8)
        #expect(!page.contains("seen"))
    }
}
