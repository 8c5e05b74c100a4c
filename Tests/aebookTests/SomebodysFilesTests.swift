import Foundation
import Testing

/// Files that are not the book's, in the way of the command.
@Suite("Somebody's files")
struct SomebodysFilesTests {
    private let book: SmallBook
    private let theirs: URL

    init() throws {
        book = try SmallBook(["01-a": "# A\n"])
        theirs = book.folder.appendingPathComponent("theirs")
        try FileManager.default.createDirectory(at: theirs, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: theirs.appendingPathComponent("file"))
    }

    private func run(_ words: String...) throws -> CommandRun {
        try CommandRun(list: words, in: book.folder, environment: book.environment)
    }

    private var names: [String] {
        (try? FileManager.default.subpathsOfDirectory(atPath: theirs.path))?.sorted() ?? []
    }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: book.folder.appendingPathComponent(path).path, withDestinationPath: target)
    }

    @Test("A cache that is a link is refused by every command, in a sentence")
    func cache() throws {
        defer { book.remove() }
        try link(".aebook", to: "theirs")
        for words in [
            ["build"], ["clean"], ["clean", "--older-than", "0s"], ["check"], ["list"], ["diff"], ["verify"],
        ] {
            let run = try CommandRun(list: words, in: book.folder, environment: book.environment)
            #expect(run.code == 1 && run.errors.contains(".aebook is a link"), "\(words): \(run)")
            #expect(names == ["file"])
        }
    }

    @Test("An output folder that is a link out of the book is refused; one that is named is taken, and never cleaned")
    func output() throws {
        defer { book.remove() }
        let outside = book.folder.deletingLastPathComponent().appendingPathComponent("outside-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: outside) }
        try link("output", to: outside.path)
        for verb in ["build", "clean"] {
            let run = try run(verb)
            #expect(run.code == 1 && run.errors.contains("output is a link"), "\(run)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path) == [])
        #expect(try run("build", "--output", "output").code == 0)
        let cleaned = try run("clean", "--output", "output")
        #expect(cleaned.code == 1 && cleaned.errors.contains("output is a link"), "\(cleaned)")
        #expect(FileManager.default.fileExists(atPath: outside.appendingPathComponent("index.html").path))
    }

    @Test(
        "Records of trainings that are somebody's stay, and those of an earlier build of the book's own do not matter")
    func records() throws {
        defer { book.remove() }
        let file = theirs.appendingPathComponent("experiments.json")
        try Data("{\"mine\": 1}".utf8).write(to: file)
        let refused = try run("build", "--output", "theirs")
        #expect(refused.code == 1 && refused.errors.contains("experiments.json is in the way"), "\(refused)")
        #expect(names == ["experiments.json", "file"])
        #expect(try run("clean", "--output", "theirs").code == 0)
        #expect(try String(contentsOf: file, encoding: .utf8) == "{\"mine\": 1}")
        // As builds before this file was listed have left it.
        #expect(try run("build").code == 0)
        let list = book.folder.appendingPathComponent("output/.aebook-files.json")
        var entries = try JSONDecoder().decode([String: [String]].self, from: Data(contentsOf: list))
        #expect(entries.removeValue(forKey: "experiments.json") != nil)
        try JSONEncoder().encode(entries).write(to: list)
        try book.write("# A\n\nMore.\n", to: "01-a")
        #expect(try run("build").code == 0)
        #expect(try run("clean").code == 0)
        #expect(!FileManager.default.fileExists(atPath: book.folder.path + "/output/experiments.json"))
    }
}
