import Foundation
import Manuscript
import Notebook
import Testing
import Transcript

/// What a build says of its cells, through the real compiler.
@Suite("What a build says of its cells", .serialized)
struct BuildDiagnosticsTests {
    private let folder: URL

    init() throws { folder = try Handmade.folder() }

    private func build(_ chapters: [Chapter], timeout: Double? = nil) throws -> BuildReport {
        try Handmade.build(chapters, in: folder, timeout: timeout)
    }

    @Test("A cell that computes for too long is stopped at its line; what it printed stands, the next one does not run")
    func timeout() throws {
        let slow = Handmade.chapter(
            ["1", "print(\"half a line\", terminator: \"\")\nvar n = 0\nwhile n >= 0 { n = (n + 1) % 10 }", "3"],
            name: "01-slow", mayFail: [1])
        let report = try build([slow], timeout: 1)
        let run = try #require(report.chapters[0].run)
        #expect(run.cells.map(\.state) == [.finished, .failed, .notRun])
        #expect(run.cells[1].outputs == [.printed("half a line")])
        #expect(run.failure?.kind == .timeout && run.expectedFailures.isEmpty && !report.isGood)
        #expect(report.diagnostics.map(\.location) == [SourceLocation(file: "chapters/01-slow.md", line: 23)])
        #expect(report.diagnostics.map(\.code) == [.timeout])
    }

    @Test("What is printed leaves at once: neither a trap, nor a kill, nor threads lose it")
    func printedOutput() throws {
        let lines = "for i in 0..<20_000 { print(i) }\n"
        let threads = "DispatchQueue.concurrentPerform(iterations: 4) { _ in for _ in 0..<500 { print(\"t\") } }"
        let chapters = [
            Handmade.chapter(["print(\"half\", terminator: \"\")\nlet a = [1]\n_ = a[3]"], name: "01-trap"),
            Handmade.chapter([lines + "print(\"end\", terminator: \"\")\nkill(getpid(), SIGKILL)"], name: "02-kill"),
            Handmade.chapter([lines + "print(\"end\", terminator: \"\")\n_exit(2)"], name: "03-exit"),
            Handmade.chapter([threads], name: "04-threads"),
        ]
        let runs = try build(chapters).chapters.map { try #require($0.run) }
        let printed = runs.map { run -> String in
            if case .printed(let text)? = run.cells[0].outputs.first { text } else { "" }
        }
        #expect(printed[0] == "half" && runs[0].failure?.kind == .trap)
        #expect(printed[1].hasSuffix("19999\nend") && printed[1].split(separator: "\n").count == 20_001)
        #expect(runs[1].failure?.kind == .killed)
        #expect(printed[2].hasSuffix("19999\nend"))
        #expect(printed[3] == String(repeating: "t\n", count: 2000))
    }

    @Test("A failure is told at its line without the optimizer too", arguments: [true, false])
    func failures(optimizes: Bool) throws {
        let chapters = [
            Handmade.chapter(["print(1)\nlet a = [1]\n_ = a[3]"], name: "01-trap"),
            Handmade.chapter(["print(1)\n\nstruct Late: Error {}\nthrow Late()"], name: "02-throw"),
        ]
        let report = try Handmade.build(chapters, in: folder, optimizes: optimizes)
        let runs = try report.chapters.map { try #require($0.run) }
        #expect(runs.map { $0.failure?.kind } == [.trap, .thrownError])
        #expect(runs.map { $0.cells[0].outputs } == [[.printed("1\n")], [.printed("1\n")]])
        #expect(report.diagnostics.map(\.location.line) == [13, 14])
    }

    @Test("Warnings and failures that were meant are told by every build, at the lines where their cells stand now")
    func tellsAgain() throws {
        func book(shift: Int) -> [Chapter] {
            let cells = ["func f() -> Int { 1 }\nf()\n2", "[1][2]"]
            return [Handmade.chapter(cells, name: "01-told", shift: shift, mayFail: [1])]
        }
        let first = try build(book(shift: 0))
        #expect(first.isGood && first.diagnostics.map(\.location.line) == [12])
        #expect(first.diagnostics.map(\.severity) == [.warning])
        #expect(try build(book(shift: 0)).diagnostics == first.diagnostics)
        let moved = try build(book(shift: 5))
        #expect(moved.diagnostics.map(\.location.line) == [17])
        let failures = try #require(moved.chapters[0].run).expectedFailures
        #expect(failures.flatMap(\.diagnostics).map(\.location.line) == [26])
    }
}
