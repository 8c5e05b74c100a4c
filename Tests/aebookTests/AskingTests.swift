import Foundation
import Testing

@Suite("aebook why, build --plan, verify and clean --unused", .serialized)
struct AskingTests {
    private func run(_ words: String, in book: SmallBook) throws -> CommandRun {
        try CommandRun(
            list: words.split(separator: " ").map(String.init), in: book.folder, environment: book.environment)
    }

    @Test("What would run is said beforehand, why it would, and afterward why it did")
    func dryRun() throws {
        let book = try SmallBook(["01-training": SmallBook.training(epochs: 2), "02-words": "# Words\n"])
        defer { book.remove() }
        let first = try run("build --plan", in: book)
        #expect(first.output.contains("01-training: would run (it has never run)"), "\(first.output)")
        #expect(
            first.output.contains("tiny: would be trained (it is new)") && first.output.contains("02-words: no code"))
        #expect(try run("why tiny", in: book).output == "tiny has never been run; 01-training names it\n")
        #expect(!FileManager.default.fileExists(atPath: book.folder.appendingPathComponent("output").path))

        #expect(try run("build", in: book).code == 0)
        #expect(try run("build --plan", in: book).output.contains("nothing would run"))
        #expect(try run("why 1", in: book).output.hasPrefix("01-training is up to date on "))
        #expect(try run("why tiny", in: book).output == "tiny is up to date\n")
        let missed = try run("why tinny", in: book)
        #expect(missed.code == 2 && missed.errors.contains("did you mean tiny?"))

        try book.write(SmallBook.training(latent: 3, epochs: 2), to: "01-training")
        let plan = try run("build --plan", in: book).output
        #expect(plan.contains("01-training: would run (cell 1 changed), about "), "\(plan)")
        #expect(plan.contains("tiny: not known before it runs: its code has changed; if it is trained, about "))
        let why = try run("why tiny", in: book).output
        #expect(why.contains("cell 1: ") && why.contains("latent: 2, ") && why.contains("latent: 3, "), "\(why)")

        #expect(try run("build", in: book).code == 0)
        let after = try run("why tiny", in: book).output
        #expect(after.hasPrefix("tiny is up to date\nit is not the result of the build of "), "\(after)")
        #expect(after.contains("  model: ") && after.contains("  initial values: ") && !after.contains("  plan: "))
    }

    @Test(
        "Verified trainings have the same bits on any number of cores; a changed number is found, and nothing is written"
    )
    func verify() throws {
        let book = try SmallBook(["01-training": SmallBook.training(epochs: 2)])
        defer { book.remove() }
        #expect(try run("verify", in: book).errors.contains("run `aebook build`"))
        #expect(try run("build", in: book).code == 0)
        let before = try store(of: book)
        for words in ["verify", "verify tiny --threads 1"] {
            let same = try run(words, in: book)
            #expect(same.code == 0 && same.output.hasPrefix("tiny: same bits ("), "\(same.output)\(same.errors)")
        }
        #expect(try store(of: book) == before)
        #expect(try run("verify tinny", in: book).errors.contains("did you mean tiny?"))

        // Somebody changes one parameter, and the seal with it.
        let place = try #require(before.keys.first { $0.hasSuffix("parameters.safetensors") })
        let file = book.folder.appendingPathComponent(".aebook/trainings/\(place)")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count - 2] ^= 1
        try bytes.write(to: file)
        let seal = file.deletingLastPathComponent().appendingPathComponent("SHA256SUMS")
        try Data(sums(in: file.deletingLastPathComponent()).utf8).write(to: seal)
        let changed = try run("verify", in: book)
        #expect(changed.code == 1 && changed.output.contains("tiny: DIFFERENT: element "), "\(changed.output)")

        // A seal that is broken leaves nothing to compare with; what stands beside it is compared all the same.
        try book.write(
            SmallBook.training(epochs: 2)
                + "\n```swift run\n_ = try train(Experiment(\"beside\", plan) {"
                + " VanillaAutoencoder(latent: 3, using: &$0) }, on: digits)\n```\n", to: "01-training")
        #expect(try run("build", in: book).code == 0)
        try Data("no sums".utf8).write(to: seal)
        let damaged = try run("verify", in: book)
        #expect(
            damaged.code == 1 && damaged.output.contains("tiny: NOT COMPARED: ") && damaged.errors.isEmpty
                && damaged.output.contains(" is damaged: its files are not those that were kept; remove it, and")
                && damaged.output.contains("beside: same bits ("), "\(damaged.output)\(damaged.errors)")
    }

    @Test("What is unused or old goes, and what is used stays")
    func clean() throws {
        let book = try SmallBook(["01-training": SmallBook.training(epochs: 2)])
        defer { book.remove() }
        #expect(try run("build", in: book).code == 0)
        let first = try store(of: book)
        try book.write(SmallBook.training(latent: 3, epochs: 2), to: "01-training")
        #expect(try run("build", in: book).code == 0)
        let both = try store(of: book)
        #expect(both.count == 2 * first.count)

        #expect(try run("clean --older-than 1h", in: book).output == "nothing to remove\n")
        let dry = try run("clean --unused --dry-run", in: book).output
        // A training, a run and a program.
        #expect(dry.hasPrefix("would remove 3 entries of the cache, "))
        #expect(try store(of: book) == both)
        #expect(try run("clean --unused", in: book).output == dry.replacing("would remove", with: "removed"))
        #expect(try store(of: book) == both.filter { first[$0.key] == nil })
        #expect(try run("build", in: book).output.contains("01-training: unchanged"))
        #expect(try run("clean --unused", in: book).output == "nothing to remove\n")
        #expect(try run("clean --older-than 0s", in: book).output.hasPrefix("removed 3 entries"))
        #expect(try store(of: book).isEmpty)
        for wrong in ["clean --older-than soon", "clean --older-than -3d", "clean --dry-run"] {
            #expect(try run(wrong, in: book).code == 2)
        }
    }

    /// The visible files of the store and their bytes.
    private func store(of book: SmallBook) throws -> [String: Data] {
        let folder = book.folder.appendingPathComponent(".aebook/trainings")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        var all: [String: Data] = [:]
        for path in paths where !path.hasPrefix(".") {
            all[path] = try? Data(contentsOf: folder.appendingPathComponent(path))
        }
        return all
    }

    private func sums(in folder: URL) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
        process.arguments = ["parameters.safetensors", "record.json"]
        process.currentDirectoryURL = folder
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
