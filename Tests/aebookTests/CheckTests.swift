import Foundation
import Manuscript
import Testing

@Suite("aebook check, and what is said as JSON", .serialized)
struct CheckTests {
    private static let wrong = "# Wrong\n\nSee @fig-latnt.\n\n```swift run\n//| label: fig-latent\nlet a = [1\n```\n"

    private struct Document: Decodable {
        struct Mistake: Decodable, Equatable {
            let severity: String
            let code: String
            let file: String
            let line: Int
            let column: Int?
            let endColumn: Int?
            let message: String
            let help: String?
        }
        struct Chapter: Decodable { let name: String, outcome: String }

        let ok: Bool
        let errors: Int
        let warnings: Int
        let diagnostics: [Mistake]
        let chapters: [Chapter]?
        let failure: String?

        init(_ run: CommandRun) throws {
            self = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
        }
    }

    @Test("A check says what a build says of the text, leaves nothing behind, and needs no compiler")
    func asBuild() throws {
        let book = try SmallBook(["01-wrong": Self.wrong, "02-good": "# Good\n"])
        defer { book.remove() }
        let environment = book.environment
        let check = try CommandRun("check", in: book.folder, environment: environment.merging(["PATH": "/"]) { $1 })
        #expect(check.code == 1 && check.output == "2 errors, 2 warnings\n")
        #expect(check.errors.contains("did you mean `fig-latent`?"))
        let files = try FileManager.default.contentsOfDirectory(atPath: book.folder.path)
        #expect(Set(files) == ["chapters", "data"])
        let build = try CommandRun("build", in: book.folder, environment: environment)
        #expect(build.code == 1 && build.errors == check.errors)
        #expect(build.output.contains("1 chapter failed, 2 errors, 2 warnings. Open"))
    }

    @Test("A book without mistakes is good; with --strict only without warnings")
    func strict() throws {
        let book = try SmallBook([
            "01-good": "# Good\n\n`{swift} 6 * 7`\n",
            "02-warned": "# Warned\n\n```swift run\n//| label: tbl-a\n1\n```\n",
        ])
        defer { book.remove() }
        func aebook(_ words: String...) throws -> CommandRun {
            try CommandRun(list: words, in: book.folder, environment: book.environment)
        }
        let good = try aebook("check", "01")
        #expect(good.code == 0 && good.output == "no mistakes found\n" && good.errors.isEmpty)
        #expect(try aebook("check", "01", "--strict").code == 0)
        let warned = try aebook("check")
        #expect(warned.code == 0 && warned.output == "1 warning\n" && warned.errors.contains("warning: `tbl-a`"))
        let strict = try aebook("check", "--strict")
        #expect(strict.code == 1 && strict.output == "1 error\n" && strict.errors.contains("error: `tbl-a`"))
        #expect(try aebook("build").code == 0)
        #expect(try aebook("build", "--strict").code == 1)
    }

    @Test("As JSON a check is one document with places, codes and help")
    func json() throws {
        let book = try SmallBook(["01-wrong": Self.wrong])
        defer { book.remove() }
        let run = try CommandRun("check", "--json", in: book.folder, environment: book.environment)
        let document = try Document(run)
        #expect(run.code == 1 && run.errors.isEmpty && !document.ok && document.chapters == nil)
        #expect(document.errors == 2 && document.warnings == 2)
        #expect(
            document.diagnostics.map(\.code) == ["unknown-reference", "missing-alt", "missing-caption", "syntax-error"])
        let first = try #require(document.diagnostics.first)
        #expect(first.file == "chapters/01-wrong.md" && first.severity == "error")
        #expect([first.line, first.column, first.endColumn] == [3, 5, 15])
        #expect(first.message == "`@fig-latnt` refers to nothing" && first.help == "did you mean `fig-latent`?")
    }

    @Test("As JSON a build says nothing else on standard output, and how its chapters fared")
    func buildJSON() throws {
        let book = try SmallBook([
            "01-good": "# Good\n\n`{swift} 6 * 7`\n", "02-thrown": "# T\n\n```swift run\n_ = [1][2]\n```\n",
        ])
        defer { book.remove() }
        let run = try CommandRun("build", "--json", in: book.folder, environment: book.environment)
        let document = try Document(run)
        #expect(run.code == 1 && run.errors.contains("01-good: compiling and running"))
        #expect(document.chapters?.map(\.outcome) == ["ran", "failed"])
        #expect(document.diagnostics.map(\.code) == ["trap"] && document.diagnostics.first?.line == 4)
        let again = try Document(CommandRun("build", "01", "--json", in: book.folder, environment: book.environment))
        #expect(again.ok && again.chapters?.map(\.outcome) == ["unchanged", "not-built"])
    }

    @Test("As JSON a plan is one document with the chapters and trainings that would run, and so is what prevents it")
    func planJSON() throws {
        struct Plan: Decodable {
            struct Chapter: Decodable {
                let name: String
                let state: String
                let runs: Bool
                let trainings: [Training]
            }
            struct Training: Decodable {
                let name: String
                let state: String
            }
            let chapters: [Chapter]
        }
        let book = try SmallBook(["01-training": SmallBook.training(), "02-words": "# Words\n"])
        defer { book.remove() }
        let words = ["build", "--plan", "--json"]
        let run = try CommandRun(list: words, in: book.folder, environment: book.environment)
        let plan = try JSONDecoder().decode(Plan.self, from: Data(run.output.utf8))
        #expect(run.code == 0 && plan.chapters.map(\.state) == ["never-run", "no-code"])
        #expect(plan.chapters.map(\.runs) == [true, false])
        #expect(plan.chapters[0].trainings.map { "\($0.name) \($0.state)" } == ["tiny new"])
        let noData = try CommandRun(
            list: words + ["--data", "/nonexistent"], in: book.folder, environment: book.environment)
        #expect(try noData.code == 1 && Document(noData).failure?.contains("/nonexistent") == true)
    }

    @Test("What keeps a command from its work is in the document too")
    func failures() throws {
        let book = try SmallBook(["01-good": "# Good\n"])
        defer { book.remove() }
        let noData = try CommandRun(
            list: ["build", "--json", "--data", "/nonexistent"], in: book.folder, environment: book.environment)
        #expect(try noData.code == 1 && Document(noData).failure?.contains("--data: /nonexistent") == true)
        let check = try CommandRun(
            list: ["check", "--data", "/nonexistent"], in: book.folder, environment: book.environment)
        #expect(check.code == 1 && check.errors.contains("--data: /nonexistent"))
        #expect(
            try CommandRun(list: ["check", "--data", book.data.path], in: book.folder, environment: book.environment)
                .code
                == 0)
        try FileManager.default.removeItem(at: book.folder.appendingPathComponent("chapters/01-good.md"))
        let empty = try CommandRun("check", "--json", in: book.folder, environment: book.environment)
        #expect(try empty.code == 1 && Document(empty).diagnostics.map(\.code) == ["no-chapters"])
    }
}
