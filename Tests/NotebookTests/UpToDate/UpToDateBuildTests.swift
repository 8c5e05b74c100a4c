import Digests
import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import Running
import TestSupport
import Testing

/// When the last build stands, so that nothing has to be read, and when it does not.
@Suite("A build of which everything stands")
struct UpToDateBuildTests {
    private let book: TemporaryBook
    private let output: URL

    init() throws {
        book = try TemporaryBook([
            "chapters/book.yml": "title: T\n",
            "chapters/01-a.md": """
            # A

            See [the data](../data.csv), and this:

            ```swift
            //| include: Source.swift
            ```

            ```swift run
            let n = 3
            print("n", n)
            ```

            `{swift} n`, and [three]{claim="n == 3"}.
            """,
            "data.csv": "1\n", "Source.swift": "let a = 1\n",
        ])
        output = book.folder.appendingPathComponent("output")
    }

    private func standing(
        of folder: URL? = nil, _ change: (inout BuildOptions) -> Void = { _ in }
    ) throws -> (UpToDateBuild, BookBuilder) {
        let folder = folder ?? book.folder
        // What was written is older than what is read.
        usleep(120_000)
        let start = UpToDateBuild.Moment()
        var options = BuildOptions(output: output, threads: 2)
        change(&options)
        let toolkit = try Toolkit(
            besides: BuiltProducts.executable, memory: BookCache(book: folder).digests)
        let data = RunData(folder: book.folder, name: "no data", digest: "d")
        let description = BookData(name: "no data", trainingImages: 0, testImages: 0)
        let (text, found) = try BookReader.read(folder: folder)
        let builder = BookBuilder(
            book: text, found: found, options: options, toolkit: toolkit, data: data, dataDescription: description,
            supervisor: Supervisor())
        let standing = UpToDateBuild(
            book: folder, options: options, toolkit: toolkit, data: data, dataDescription: description,
            start: start)
        return (standing, builder)
    }

    private func build() throws {
        let (standing, builder) = try standing()
        let report = try builder.build { _ in }
        #expect(report.isGood, "\(report.diagnostics)")
        standing.keep(report, of: builder.book)
    }

    private func stands() throws -> Bool { try standing().0.report { _ in } != nil }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: book.folder.appendingPathComponent(path))
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: book.folder.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("It says what the build said, with nothing run, until anything is touched")
    func changes() throws {
        #expect(try !stands())
        try build()
        let report = try #require(try standing().0.report { _ in })
        #expect(report.isGood && report.chapters.map(\.origin) == [.reused] && report.claims.held == 1)
        #expect(report.chapters[0].run?.cells[0].outputs == [.printed("n 3\n")])

        let edits: [(String, () throws -> Void)] = [
            ("prose", { try write(text("chapters/01-a.md") + "\nMore.\n", to: "chapters/01-a.md") }),
            ("a new chapter", { try write("# B\n", to: "chapters/02-b.md") }),
            ("a chapter less", { try FileManager.default.removeItem(atPath: book.folder.path + "/chapters/02-b.md") }),
            ("a setting", { try write("title: U\n", to: "chapters/book.yml") }),
            ("a quoted source", { try write("let a = 2\n", to: "Source.swift") }),
            ("a linked file", { try write("2\n", to: "data.csv") }),
            ("a page", { try write("", to: "output/01-a.html") }),
            ("a page less", { try FileManager.default.removeItem(atPath: book.folder.path + "/output/index.html") }),
            ("a run less", { try FileManager.default.removeItem(atPath: book.folder.path + "/.aebook/runs/01-a") }),
            ("a broken record", { try write("x", to: ".aebook/last-build.sealed") }),
        ]
        for (what, edit) in edits {
            try edit()
            #expect(try !stands(), "\(what)")
            try build()
            #expect(try stands(), "after \(what)")
        }
        #expect(try text("output/01-a.html").contains("More.") && !text("output/01-a.html").isEmpty)
    }

    @Test("Links that lead back to their own folder have an end", .ends)
    func links() throws {
        for name in ["one", "two"] {
            try FileManager.default.createSymbolicLink(
                atPath: book.folder.path + "/chapters/\(name)", withDestinationPath: ".")
        }
        try build()
        #expect(try stands())
    }

    @Test("What is saved again as it was is no change, and neither is a folder in which a file came and went")
    func savedAgain() throws {
        try build()
        try write(text("chapters/01-a.md"), to: "chapters/01-a.md")
        try write("", to: "chapters/new.txt")
        #expect(try !stands())
        try FileManager.default.removeItem(atPath: book.folder.path + "/chapters/new.txt")
        #expect(try stands())
    }

    @Test("A change that sets size and time back is one all the same, and so is one while the book is read")
    func hiddenChanges() throws {
        try build()
        let file = book.folder.appendingPathComponent("chapters/01-a.md").path
        let before = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
        try write(text("chapters/01-a.md").replacingOccurrences(of: "See", with: "Say"), to: "chapters/01-a.md")
        try FileManager.default.setAttributes([.modificationDate: try #require(before)], ofItemAtPath: file)
        #expect(try !stands())
        let (standing, builder) = try standing()
        try write(text("chapters/01-a.md") + "\nLate.\n", to: "chapters/01-a.md")
        standing.keep(try builder.build { _ in }, of: builder.book)
        #expect(try !stands())
    }

    @Test("A book that was copied is another one, though it has the record of the first and writes to its folder")
    func copied() throws {
        try build()
        let copy = book.folder.deletingLastPathComponent().appendingPathComponent("copy-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: copy) }
        try FileManager.default.copyItem(at: book.folder, to: copy)
        #expect(try standing().0.report { _ in } != nil)
        #expect(try standing(of: copy).0.report { _ in } == nil)
    }

    @Test(
        "A record that somebody has written leads nowhere", arguments: ["../runs/01-a", "../../copy/.aebook/runs/01-a"])
    func names(name: String) throws {
        try build()
        let record = book.folder.appendingPathComponent(".aebook/last-build.sealed")
        let text = String(decoding: try #require(Sealed.read(record)), as: UTF8.self)
        #expect(text.contains("\"name\":\"01-a\""))
        let changed = text.replacing("\"name\":\"01-a\"", with: "\"name\":\"\(name)\"")
        let elsewhere = book.folder.appendingPathComponent("copy/.aebook")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: book.folder.appendingPathComponent(".aebook/runs"), to: elsewhere.appendingPathComponent("runs"))
        try Sealed.write(Data(changed.utf8), to: record)
        #expect(try !stands())
        try Sealed.write(Data(text.utf8), to: record)
        #expect(try stands())
    }

    @Test("What is asked for in another way is made anew")
    func otherBuilds() throws {
        try build()
        #expect(try standing { $0.force = true }.0.report { _ in } == nil)
        #expect(try standing { $0.formats = [SingleFileFormat()] }.0.report { _ in } == nil)
        #expect(try standing { $0.chapters = ["01-a"] }.0.report { _ in } == nil)
        #expect(try standing { $0.output = output.appendingPathComponent("b") }.0.report { _ in } == nil)
        #expect(try stands())
    }
}
