import Foundation
import Testing

@Suite("aebook build, list and clean", .serialized)
struct BuildTests {
    @Test("A book is built, listed, built again without work, changed, and cleaned")
    func wholeLife() throws {
        let book = try SmallBook(["01-training": SmallBook.training(), "02-words": "# Words\n\nNo cell at all.\n"])
        defer { book.remove() }
        func aebook(_ first: String, _ second: String? = nil) throws -> CommandRun {
            let chapters = book.folder.appendingPathComponent("chapters")
            guard let second else { return try CommandRun(first, in: chapters, environment: book.environment) }
            return try CommandRun(first, second, in: chapters, environment: book.environment)
        }
        let none = try aebook("list")
        #expect(none.code == 1 && none.errors.contains("run `aebook build`"))

        let first = try aebook("build")
        #expect(first.code == 0, "\(first.errors)")
        #expect(first.output.contains("01-training: tiny: loss 0."))
        #expect(first.output.hasSuffix("Open \(book.folder.path)/output/index.html\n"))
        let records = try records(aebook("list", "--json").output)
        try check(records, cached: false)
        let written = try String(
            contentsOf: book.folder.appendingPathComponent("output/experiments.json"), encoding: .utf8)
        #expect(try aebook("list", "--json").output == written)

        let second = try aebook("build", "training")
        #expect(second.code == 0 && second.output.contains("01-training: unchanged"))
        try check(self.records(aebook("list", "--json").output), cached: true)
        #expect(try aebook("list").output.contains("tiny  01-training"))

        try book.write(SmallBook.training(latent: 3), to: "01-training")
        #expect(try aebook("list").errors.contains("01-training has changed since it was run"))
        #expect(try aebook("build").output.contains("1 training: 1 run"))
        let changed = try self.records(aebook("list", "--json").output)
        #expect(changed.first?["key"] as? String != records.first?["key"] as? String)

        #expect(try aebook("clean").output.hasPrefix("removed "))
        #expect(!FileManager.default.fileExists(atPath: book.folder.appendingPathComponent(".aebook").path))
        #expect(try aebook("clean").output == "nothing to remove\n")
    }

    private func records(_ json: String) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    }

    private func check(_ records: [[String: Any]], cached: Bool) throws {
        #expect(records.count == 1)
        let one = try #require(records.first)
        #expect(
            Set(one.keys) == [
                "name", "chapter", "parameters", "epochs", "batch", "seed", "data", "final_loss", "test_mse",
                "seconds", "threads", "cached", "key", "measures", "best_epoch",
            ])
        #expect(one["name"] as? String == "tiny" && one["chapter"] as? String == "01-training")
        #expect(one["parameters"] as? Int == 1_068_306 && one["epochs"] as? Int == 12)
        #expect(one["batch"] as? Int == 64 && one["seed"] as? Int == 1)
        #expect((one["threads"] as? Int ?? 0) >= 1)
        #expect(one["cached"] as? Bool == cached)
        #expect((one["final_loss"] as? Double ?? 0) > 0 && (one["test_mse"] as? Double ?? 0) > 0)
    }

    /// The trainings keep their epochs, the film is drawn from them, and another build trains nothing.
    @Test("A film of a training is on the page, and its pictures say where they come from")
    func film() throws {
        let chapter = SmallBook.training(epochs: 4).replacing("plan)", with: "plan, keeping: [0, 1, 4])")
        let cell = """
            ```swift run
            //| label: fig-film
            //| fig-cap: "The map grows."
            //| fig-alt: "Dots that spread."
            Film(done["tiny"].snapshots.map { moment in
                let codes = moment.model.encode(digits.test.images)
                return .init("epoch \\(moment.epoch)", Scatter(x: codes.column(0), y: codes.column(1)))
            })
            ```
            """
        let book = try SmallBook(["01-training": chapter + "\n\n" + cell + "\n"])
        defer { book.remove() }
        let first = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(first.code == 0, "\(first.errors)")
        let output = book.folder.appendingPathComponent("output")
        let page = try String(contentsOf: output.appendingPathComponent("01-training.html"), encoding: .utf8)
        let frames = page.matches(of: /data-label="(epoch \d)"/).map { String($0.output.1) }
        #expect(frames == ["epoch 0", "epoch 1", "epoch 4"])
        #expect(page.contains("alt=\"epoch 1: Dots that spread.\""))
        let files = page.matches(of: /"(figures\/[^"]*png)"/).map { String($0.output.1) }
        #expect(files.count == 16)
        for file in files {
            let picture = try Data(contentsOf: output.appendingPathComponent(file))
            for word in ["Source", "01-training, fig-film", "Data", "Trainings", "tiny "] {
                #expect(picture.range(of: Data(word.utf8)) != nil, "\(file) does not say \(word)")
            }
        }
        // Another cell's code: the chapter runs again, and its training is found with its epochs.
        try book.write(
            chapter + "\n\n" + cell.replacing("x: codes.column(0)", with: "x: codes.column(1)") + "\n",
            to: "01-training")
        let second = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(second.code == 0 && second.output.contains("1 training: 1 from the store"), "\(second.output)")
    }

    @Test("Errors name the chapter's lines on standard error, quote them, and the exit code is 1")
    func failures() throws {
        let book = try SmallBook([
            "01-good": "# Good\n\n```swift run\n1 + 1\n```\n",
            "02-bad": "# Bad\n\n```swift run\nlet a = 1\n  a.missing()\n```\n",
        ])
        defer { book.remove() }
        let run = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(run.code == 1)
        #expect(
            run.errors == """
                chapters/02-bad.md:5:5: error: value of type 'Int' has no member 'missing'
                    5 |   a.missing()
                      |     ^^^^^^^

                """)
        #expect(
            run.output.contains("01-good: ran in ")
                && run.output.hasSuffix("1 chapter failed, 1 error. Open output/index.html\n"))
    }

    @Test("A column counts characters, whatever stands before it")
    func columns() throws {
        let text = "# Où\n\nÀ côté: `{swift} missing`.\n\n```swift run\nlet é = 1; é.gone()\n```\n"
        let book = try SmallBook(["01-accents": text])
        defer { book.remove() }
        let run = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(
            run.errors == """
                chapters/01-accents.md:3:18: error: cannot find 'missing' in scope
                    3 | À côté: `{swift} missing`.
                      |                  ^^^^^^^
                chapters/01-accents.md:6:14: error: value of type 'Int' has no member 'gone'
                    6 | let é = 1; é.gone()
                      |              ^

                """)
    }

    @Test(
        "Names that lead nowhere are refused before anything runs",
        arguments: [
            (["build", "01-god"], 2, "no chapter 01-god; did you mean 01-good?"),
            (["build", "--data", "/nonexistent"], 1, "--data: "),
            (["build", "--output", "/etc/passwd"], 1, "--output: /etc/passwd is a file"),
        ])
    func refused(words: [String], code: Int32, message: String) throws {
        let book = try SmallBook(["01-good": "# Good\n"])
        defer { book.remove() }
        let run =
            try words.count == 2
            ? CommandRun(words[0], words[1], in: book.folder, environment: book.environment)
            : CommandRun(words[0], words[1], words[2], in: book.folder, environment: book.environment)
        #expect(run.code == code && run.errors.contains(message), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: book.folder.appendingPathComponent("output").path))
    }

    @Test("Without a compiler on the PATH the error says so")
    func noCompiler() throws {
        let book = try SmallBook(["01-good": "# Good\n"])
        defer { book.remove() }
        let environment = book.environment.merging(["PATH": "/nonexistent"]) { $1 }
        let run = try CommandRun("build", in: book.folder, environment: environment)
        #expect(run.code == 1 && run.errors.contains("no swiftc on the PATH"))
    }
}
