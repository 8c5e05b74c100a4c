import Foundation
import Manuscript
import Notebook
import Running
import Testing
import Transcript

@Suite("Accepted numbers")
struct AcceptedNumbersTests {
    private let folder: URL

    init() throws {
        folder = try Handmade.folder()
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("chapters"), withIntermediateDirectories: true)
    }

    private let chapter = Handmade.chapter(["t"], inline: ["a.loss", "time", "a.loss"], name: "01-a")

    private func run(_ loss: String, _ size: String) -> ChapterRun {
        let table = Table(
            columns: [.init("net", alignment: .text), .init("size"), .init("took", unit: "s")],
            rows: [["v", size, "\(size.count)"]])
        var run = ChapterRun(
            cells: [CellOutcome(state: .finished, outputs: [.table(table)])], inlineTexts: [loss, "12 s", loss],
            trainings: [], failure: nil, figureFolder: folder, seconds: 0, date: Date())
        run.measuredValues = [1]
        return run
    }

    private func review(_ loss: String, _ size: String, data: String = "MNIST") throws -> NumberReview {
        NumberReview(
            of: [chapter], in: Handmade.book([chapter], in: folder), runs: ["01-a": run(loss, size)], data: data,
            accepted: try AcceptedNumbers(book: folder))
    }

    @Test("What was accepted is in the file, sorted; data sets stand side by side, and no clock's number is kept")
    func file() throws {
        try review("0.0084", "12").accept(book: folder)
        try review("0.0061", "12", data: "drawn digits").accept(book: folder)
        let text = try String(
            contentsOf: folder.appendingPathComponent(AcceptedNumbers.file), encoding: .utf8)
        #expect(
            text.split(separator: "\n").dropFirst() == [
                "01-a\ttable 1 | v | size\tMNIST\t12", "01-a\ttable 1 | v | size\tdrawn digits\t12",
                "01-a\t{swift} a.loss\tMNIST\t0.0084", "01-a\t{swift} a.loss\tdrawn digits\t0.0061",
            ])
        #expect(try review("0.0084", "12").differences.isEmpty)
        #expect(try review("0.0061", "12", data: "drawn digits").differences.isEmpty)
    }

    @Test(
        "The line ends of another system, and its mark in front of the text, change nothing",
        arguments: ["\r\n", "\n\n", "\n"], ["", "\u{FEFF}"])
    func otherLineEnds(ends: String, mark: String) throws {
        try review("0.0084", "12").accept(book: folder)
        let file = folder.appendingPathComponent(AcceptedNumbers.file)
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data((mark + text.replacing("\n", with: ends)).utf8).write(to: file)
        #expect(try review("0.0084", "12").differences.isEmpty)
        #expect(try review("0.0063", "12").differences.changed.map(\.old) == ["0.0084"])
    }

    @Test("Differences are told with their size")
    func differences() throws {
        #expect(try review("0.0084", "12").differences.added.count == 2)
        try review("0.0084", "12").accept(book: folder)
        let changed = try review("0.0063", "12")
        #expect(changed.differences.map(\.place) == ["{swift} a.loss"])
        #expect(
            changed.differences.changed.map(\.old) == ["0.0084"] && changed.differences.changed.map(\.new) == ["0.0063"]
        )
        #expect(abs((changed.differences.changed[0].relativeChange ?? 0) + 0.25) < 1e-9)
        let gone = try review("0.0084", "")
        #expect(gone.differences.removed.map(\.place) == ["table 1 | v | size"] && gone.differences.changed.isEmpty)
    }

    @Test("A damaged line is named, and nothing is written over it")
    func damaged() throws {
        let place = folder.appendingPathComponent(AcceptedNumbers.file)
        try Data("# x\n01-a\tb\tc\td\nnonsense\n".utf8).write(to: place)
        #expect { try AcceptedNumbers(book: folder) } throws: { error in
            lines((error as? BookError)?.diagnostics ?? []) == [
                "3: this line is not chapter, place, data set and value with tabs between"
            ]
        }
    }
}
