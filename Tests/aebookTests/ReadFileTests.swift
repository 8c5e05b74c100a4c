import Foundation
import Testing

@Suite("Files that a chapter reads itself")
struct ReadFileTests {
    private static let reading = """
        # Files

        ```swift run
        let text = try String(contentsOfFile: "numbers.txt", encoding: .utf8)
        text
        ```

        ```swift run
        "beside"
        ```
        """

    private static let looking = """
        # Looking

        ```swift run
        print(FileManager.default.fileExists(atPath: "switch.txt"), FileManager.default.fileExists(atPath: "folder"))
        print(try FileManager.default.contentsOfDirectory(atPath: "listed"))
        try "own".write(toFile: "own.txt", atomically: true, encoding: .utf8)
        print(try String(contentsOfFile: "own.txt", encoding: .utf8))
        ```
        """

    private static let reaching = """
        # Reaching

        ```swift run
        print(try FileManager.default.subpathsOfDirectory(atPath: "deep").sorted())
        print(try FileManager.default.destinationOfSymbolicLink(atPath: "link"))
        print(try String(contentsOfFile: "data/notes-ubyte", encoding: .utf8))
        print(try String(contentsOfFile: "link", encoding: .utf8))
        ```
        """

    /// A loss that depends on a file through a function.
    private static let training = """
        # Training

        ```swift run
        let scale = Float(try String(contentsOfFile: "scale.txt", encoding: .utf8)) ?? 0
        \(SmallBook.ownModel(times: "scale"))
        let plan = TrainingPlan(images: 64, epochs: 1, batchSize: 64, seed: 1)
        let own = try train(Experiment("own", plan) { Own(using: &$0) }, on: try openDigits())
        let plain = try train(Experiment("plain", plan) { VanillaAutoencoder(latent: 2, using: &$0) }, on: try openDigits())
        ```
        """

    private func put(_ text: String?, _ name: String, in book: SmallBook) throws {
        let file = book.folder.appendingPathComponent(name)
        guard let text else { return try FileManager.default.removeItem(at: file) }
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func run(_ words: String..., in book: SmallBook) throws -> CommandRun {
        let run = try CommandRun(list: words, in: book.folder, environment: book.environment)
        #expect(run.code == 0, "\(run.errors)")
        return run
    }

    private func page(_ name: String, of book: SmallBook) throws -> String {
        try String(contentsOf: book.folder.appendingPathComponent("output/\(name).html"), encoding: .utf8)
    }

    @Test("A chapter runs again when a file that it has read is another one, and says so beforehand")
    func read() throws {
        let book = try SmallBook(["01-files": Self.reading])
        defer { book.remove() }
        try put("one two", "numbers.txt", in: book)
        #expect(try run("build", in: book).output.contains("01-files: ran in"))
        #expect(try run("build", in: book).output.contains("01-files: unchanged"))
        try put("three four", "numbers.txt", in: book)
        #expect(try run("build", "--plan", in: book).output.contains("would run (numbers.txt changed)"))
        #expect(try run("why", "01-files", in: book).output.contains("numbers.txt: "))
        #expect(try run("build", in: book).output.contains("01-files: ran in"))
        #expect(try page("01-files", of: book).contains("three four"))
        // A part that runs leaves the rest depending on the file.
        try book.write(Self.reading.replacing("beside", with: "changed"), to: "01-files")
        #expect(try run("build", in: book).output.contains("01-files: ran 1 of 2 cells"))
        try put("five", "numbers.txt", in: book)
        try book.write(Self.reading, to: "01-files")
        #expect(try run("build", in: book).output.contains("01-files: ran in"))
        #expect(try page("01-files", of: book).contains("five"))
    }

    @Test(
        "So it does when a file appears that it looked for, or a listed folder has others; its own files count for nothing"
    )
    func looked() throws {
        let book = try SmallBook(["01-looking": Self.looking])
        defer { book.remove() }
        try put("", "listed/a", in: book)
        #expect(try run("build", in: book).output.contains("01-looking: ran in"))
        try put("another", "own.txt", in: book)
        #expect(try run("build", in: book).output.contains("01-looking: unchanged"))
        try put("", "switch.txt", in: book)
        #expect(try run("build", in: book).output.contains("01-looking: ran in"))
        #expect(try page("01-looking", of: book).contains("true"))
        try put("", "folder/a", in: book)
        #expect(try run("build", in: book).output.contains("01-looking: ran in"))
        #expect(try page("01-looking", of: book).contains("true true"))
        try put("", "folder/b", in: book)
        #expect(try run("build", in: book).output.contains("01-looking: unchanged"))
        try put("", "listed/b", in: book)
        #expect(try run("build", in: book).output.contains("01-looking: ran in"))
        try put(nil, "listed/b", in: book)
        #expect(try run("build", in: book).output.contains("01-looking: ran in"))
        #expect(try run("build", in: book).output.contains("01-looking: unchanged"))
    }

    @Test("What lies deeper in a listed folder counts, where a link leads, and a file beside the data's own")
    func reached() throws {
        let book = try SmallBook(["01-reaching": Self.reaching])
        defer { book.remove() }
        let link = book.folder.appendingPathComponent("link")
        func lead(to name: String) throws {
            try? FileManager.default.removeItem(at: link)
            try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: name)
        }
        try put("", "deep/er/a", in: book)
        try put("same", "one.txt", in: book)
        try put("same", "two.txt", in: book)
        try put("first", "data/notes-ubyte", in: book)
        try lead(to: "one.txt")
        func expect(_ origin: String, _ words: String, _ change: String) throws {
            let said = try run("build", in: book).output
            #expect(said.contains("01-reaching: \(origin)"), "\(change): \(said)")
            #expect(try page("01-reaching", of: book).contains(words), "\(change)")
        }
        try expect("ran in", "one.txt", "at first")
        try expect("unchanged", "one.txt", "nothing")
        try put("", "deep/er/b", in: book)
        try expect("ran in", "er/b", "a file in a folder of the listed one")
        try lead(to: "two.txt")
        try expect("ran in", "two.txt", "a link to another file of the same content")
        try put("other", "two.txt", in: book)
        try expect("ran in", "other", "what the link leads to")
        try put("second", "data/notes-ubyte", in: book)
        try expect("ran in", "second", "a file in the data's folder")
        try expect("unchanged", "second", "nothing again")
    }

    @Test("A model of the chapter's own is trained again with it, the engine's own models are not")
    func trained() throws {
        let book = try SmallBook(["01-training": Self.training])
        defer { book.remove() }
        try put("1", "scale.txt", in: book)
        #expect(try run("build", in: book).output.contains("2 trainings"))
        try put("2", "scale.txt", in: book)
        let plan = try run("build", "--plan", in: book).output
        #expect(plan.contains("plain: from the store") && !plan.contains("own: from the store"), "\(plan)")
        #expect(try run("build", in: book).output.contains("1 run, 1 from the store"))
        try put("1", "scale.txt", in: book)
        #expect(try run("build", in: book).output.contains("2 from the store"))
    }
}
