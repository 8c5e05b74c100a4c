import Dispatch
import Foundation
import Glibc
import Manuscript
import Notebook
import Running
import Synchronization
import Testing
import Transcript

/// One book through the real compiler: what its chapters do, good and bad.
@Suite("A book, compiled and run", .serialized)
struct BookBuilderTests {
    private static let chapters = [
        Handmade.chapter(
            [
                "let xs = [1, 2, 3]\nprint(\"sum\", xs.reduce(0, +))\nfunc double(_ i: Int) -> Int { 2 * xs[i] }",
                "_ = 3\ndouble(2)", "let nothing: Int? = nil\nnothing",
            ],
            inline: ["double(1)", "xs.count > 2 ? \"many\" : \"few\""], name: "01-good"),
        Handmade.chapter(
            ["print(\"before\")\nlet xs = [1]\nfunc pick(_ i: Int) -> Int {\n    xs[i]\n}", "pick(\n    5)", "3"],
            name: "02-trap"),
        Handmade.chapter(
            [
                "struct Bad: Error { let why: String }\nfunc f(_ n: Int) throws -> Int {\n    throw Bad(why: \"n is \\(n)\")"
                    + "\n}",
                "let a = 1\n\nlet b = try f(\n    a)",
            ],
            name: "03-throw"),
        Handmade.chapter(["let n = 3", "if true {\n    n.missing()\n}\nlet s: String = n"], name: "04-compile"),
        Handmade.chapter(["let a = 1"], inline: ["a +"], name: "05-syntax"),
        Handmade.chapter(["import Foundation\nexit(0)"], name: "06-exit"),
        Handmade.chapter(["let n = 2"], inline: ["[1, 2][n]"], name: "07-inline"),
    ]

    private let folder: URL

    init() throws { folder = try Handmade.folder() }

    private func build(
        _ chapters: [Chapter], only: Set<String>? = nil, force: Bool = false, data: String = "d"
    ) throws -> BuildReport {
        try Handmade.build(chapters, in: folder, only: only, force: force, data: data)
    }

    @Test("Each chapter has its outputs, or its failure at its line; the others do not care")
    func wholeBook() throws {
        let report = try build(Self.chapters)
        #expect(!report.isGood && report.chapters.map(\.isFailure) == [false, true, true, true, true, true, true])
        let runs = try report.chapters.map { try #require($0.run) }
        checkGood(runs[0])
        checkTrap(runs[1])
        checkThrow(runs[2])
        checkCompile(runs[3])
        checkOthers(runs)
        for name in ["index", "01-good", "02-trap", "07-inline"] {
            let page = folder.appendingPathComponent("output/\(name).html")
            #expect(FileManager.default.fileExists(atPath: page.path))
        }
        let records = try Data(contentsOf: folder.appendingPathComponent("output/experiments.json"))
        #expect(try JSONDecoder().decode([ExperimentEntry].self, from: records).isEmpty)
    }

    private func checkGood(_ run: ChapterRun) {
        #expect(run.cells.map(\.outputs) == [[.printed("sum 6\n")], [.text("6")], [.text("nil")]])
        #expect(run.cells.allSatisfy { $0.state == .finished } && run.failure == nil)
        #expect(run.inlineTexts == ["4", "many"])
    }

    /// The failure stands in the function, where the chapter has its line.
    private func checkTrap(_ run: ChapterRun) {
        #expect(run.cells.map(\.state) == [.finished, .failed, .notRun])
        #expect(run.cells[0].outputs == [.printed("before\n")])
        #expect(run.failure?.kind == .trap && run.failure?.cell == 1)
        let error = run.failure?.diagnostics.first
        #expect(error?.message == "Index out of range")
        #expect([14, 21].contains(error?.location.line))
    }

    private func checkThrow(_ run: ChapterRun) {
        #expect(run.failure?.kind == .thrownError && run.failure?.cell == 1)
        #expect(
            run.failure?.diagnostics == [
                Diagnostic(
                    code: .thrownError, at: SourceLocation(file: "chapters/03-throw.md", line: 23),
                    "Bad(why: \"n is 1\")")
            ])
    }

    private func checkCompile(_ run: ChapterRun) {
        #expect(run.cells.map(\.state) == [.notRun, .failed])
        #expect(run.failure?.kind == .compileError)
        let places = run.failure?.diagnostics.map(\.location.description)
        #expect(places == ["chapters/04-compile.md:22:7", "chapters/04-compile.md:24:17"])
    }

    private func checkOthers(_ runs: [ChapterRun]) {
        #expect(runs[4].failure?.kind == .compileError && runs[4].failure?.cell == nil)
        #expect(runs[4].failure?.diagnostics.first?.location.line == 20)
        #expect(runs[5].failure?.diagnostics.first?.message.contains("exit code 0") == true)
        #expect(runs[5].failure?.diagnostics.first?.location.line == 12)
        #expect(runs[6].cells.map(\.state) == [.finished] && runs[6].failure?.cell == nil)
        #expect(runs[6].failure?.diagnostics.first?.location.line == 20)
    }

    @Test("What has not changed is not run; a moved cell is no change, its code, the data and --force are")
    func reuse() throws {
        let name = "01-quick"
        func chapter(_ code: String, shift: Int = 0) -> Chapter {
            Handmade.chapter([code], inline: ["n"], name: name, shift: shift)
        }
        #expect(try build([chapter("let n = 1")]).chapters.map(\.origin) == [.ran])
        #expect(try build([chapter("let n = 1", shift: 3)]).chapters.map(\.origin) == [.reused])
        let changed = try build([chapter("let n = 2")]).chapters[0]
        #expect(changed.origin == .ran && changed.run?.inlineTexts == ["2"])
        #expect(try build([chapter("let n = 1")]).chapters[0].run?.inlineTexts == ["1"])
        #expect(try build([chapter("let n = 1")], data: "other").chapters.map(\.origin) == [.ran])
        #expect(try build([chapter("let n = 1")], force: true).chapters.map(\.origin) == [.ran])
    }

    @Test("A cell that says `error: true` may fail, in any way, and the chapter goes on without it")
    func expectedErrors() throws {
        let chapter = Handmade.chapter(
            [
                "let n = 1", "print(\"so far\")\nn.missing()", "let none: Int? = nil\nprint(none!)", "let a = [n",
                "n + 1",
            ],
            inline: ["n"], mayFail: [1, 2, 3])
        let report = try build([chapter]).chapters[0]
        let run = try #require(report.run)
        #expect(!report.isFailure)
        #expect(run.cells.map(\.state) == [.finished, .failed, .failed, .failed, .finished])
        #expect(run.cells[4].outputs == [.text("2")] && run.inlineTexts == ["1"])
        #expect(run.expectedFailures.map(\.cell) == [1, 2, 3])
        #expect(run.expectedFailures.map(\.kind) == [.compileError, .trap, .compileError])
        #expect(run.expectedFailures.map { $0.diagnostics[0].location.line } == [22, 32, 41])
        let page = try String(contentsOf: folder.appendingPathComponent("output/03-x.html"), encoding: .utf8)
        #expect(page.contains("has no member") && page.contains("Unexpectedly found nil"))
        #expect(!page.contains("did not run to its end"))
        #expect(try build([chapter]).chapters[0].origin == .reused)
    }

    @Test("Chapters that were not asked for keep their runs, or are left")
    func selection() throws {
        let first = Handmade.chapter(["1"], name: "01-first")
        let second = Handmade.chapter(["2"], name: "02-second")
        let third = Handmade.chapter(["3"], name: "03-third")
        _ = try build([first, second], only: ["02-second"])
        let report = try build([first, second, third], only: ["01-first"])
        #expect(report.chapters.map(\.origin) == [.ran, .reused, .left])
        #expect(report.chapters[2].run == nil && report.isGood)
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("output").path)
        #expect(Set(pages).isSuperset(of: ["index.html", "01-first.html", "02-second.html", "03-third.html"]))
    }

    @Test("A chapter without code needs no compiler")
    func noCode() throws {
        let report = try build([Handmade.chapter([], name: "01-words")])
        #expect(report.isGood && report.chapters[0].run?.cells.isEmpty == true)
        #expect(!FileManager.default.fileExists(atPath: BookCache(book: folder).folder.path + "/programs"))
    }

    @Test("Of two builds at a time one waits for the other")
    func lock() throws {
        let waited = Mutex(false)
        let cache = BookCache(book: folder)
        var first: BuildLock? = try BuildLock(cache) { Issue.record("nobody else holds the lock") }
        DispatchQueue.global().async {
            let second = try? BuildLock(cache) { waited.withLock { $0 = true } }
            withExtendedLifetime(second) {}
        }
        for _ in 0..<200 where !waited.withLock({ $0 }) { usleep(10_000) }
        withExtendedLifetime(first) {}
        first = nil
        #expect(waited.withLock { $0 })
    }

    @Test("Cleaning waits for a build that is under way")
    func cleanWaits() throws {
        let waits = Mutex(false)
        let removed = Mutex(0)
        let cache = BookCache(book: folder)
        let output = folder.appendingPathComponent("output")
        var build: BuildLock? = try BuildLock(cache) { Issue.record("nobody else holds the lock") }
        try Data("a".utf8).write(to: cache.folder.appendingPathComponent("of the build"))
        let cleaning = DispatchGroup()
        DispatchQueue.global().async(group: cleaning) { [folder] in
            let done = try? BookCleaner.clean(book: folder, output: output) { waits.withLock { $0 = true } }
            removed.withLock { $0 = done?.files ?? -1 }
        }
        for _ in 0..<200 where !waits.withLock({ $0 }) { usleep(10_000) }
        #expect(waits.withLock { $0 })
        #expect(FileManager.default.fileExists(atPath: cache.folder.path + "/of the build"))
        withExtendedLifetime(build) {}
        build = nil
        cleaning.wait()
        #expect(removed.withLock { $0 } == 2)
        #expect(!FileManager.default.fileExists(atPath: cache.folder.path))
    }

    @Test("Cleaning removes what builds wrote, and nothing else")
    func clean() throws {
        _ = try build([Handmade.chapter(["1"], name: "01-first")])
        let output = folder.appendingPathComponent("output")
        let own = output.appendingPathComponent("notes.txt")
        try Data("mine".utf8).write(to: own)
        let removed = try BookCleaner.clean(book: folder, output: output)
        #expect(removed.files > 5 && removed.bytes > 10_000)
        #expect(!FileManager.default.fileExists(atPath: BookCache(book: folder).folder.path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.path) == ["notes.txt"])
        #expect(try BookCleaner.clean(book: folder, output: output).files == 0)
    }
}
