import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import Running
import Testing
import Transcript

@Suite("Claims and provenance on the page")
struct ProvenanceHTMLTests {
    private static let text = """
        # T

        ```swift run
        let digits = try openDigits()
        let trainings = try train([], on: digits)
        let widths = [2, 32]
        ```

        ```swift run
        //| include: false
        let conv = trainings["conv-32"]
        ```

        ```swift run
        Table(widths)
        ```

        ```swift run
        //| echo: false
        Table(conv.finalLoss)
        ```

        Then `{swift} widths[0]`, `{swift} conv.finalLoss`, `{swift} trainings.all.count` and [small]{claim="conv.x < 1"}.

        | width | loss |
        |---|---|
        | `{swift} widths[0]` | `{swift} conv.finalLoss` |
        """

    private static func training(_ name: String, key: String? = nil, seed: UInt64 = 7) -> TrainingSummary {
        TrainingSummary(
            name: name, key: key ?? "0123456789abcdef-\(name)", parameters: 12, epochs: 2, batch: 4, seed: seed,
            data: "MNIST",
            dataDigest: "d", images: 8, losses: [0.5], finalLoss: 0.5, measures: [NamedNumber("MSE", 0.25)],
            seconds: 1.5, threads: 1,
            peakMemory: 90_000_000, date: SampleBook.date, cached: false)
    }

    private func page(
        _ claim: ClaimOutcome? = nil, trainings: [TrainingSummary] = [training("vanilla-2"), training("conv-32")]
    ) -> String {
        let chapter = ChapterReader(folder: URL(fileURLWithPath: "/nowhere"))
            .read(Self.text, file: "chapters/01-t.md", number: 1).chapter
        let table = CellOutput.table(Table(columns: [.init("n")], rows: [["2"]]))
        let shown = CellOutcome(state: .finished, outputs: [table])
        let quiet = CellOutcome(state: .finished)
        var run = ChapterRun(
            cells: [quiet, quiet, shown, shown], inlineTexts: ["2", "0.0084", "2", "2", "0.0084"], claims: [claim],
            trainings: trainings, failure: nil,
            figureFolder: URL(fileURLWithPath: "/nowhere"), seconds: 1, date: SampleBook.date)
        run.trainingCells = trainings.map { _ in 0 }
        let book = Book(
            folder: URL(fileURLWithPath: "/nowhere"), settings: BookSettings(title: "B"), chapters: [chapter],
            references: [:])
        let data = BookData(name: "MNIST", trainingImages: 1, testImages: 1)
        let scope = ChapterScope(book: book, chapter: chapter, run: run, data: data)
        return BlockHTML(scope: scope).html(chapter.blocks).source
    }

    @Test("A table of constants names no data, one of a training names that training alone, each its code")
    func tables() throws {
        let tables = page().components(separatedBy: "<figure class=\"table\"").dropFirst().map { $0 }
        #expect(tables.count == 3 && tables[2].contains("Data: MNIST."))
        #expect(!tables[0].contains("Data:") && tables[0].contains("which uses neither data nor trainings"))
        #expect(tables[0].contains("href=\"#code.3\"") && !tables[0].contains("id=\"code.3\""))
        #expect(
            tables[1].contains("Data: MNIST.") && tables[1].contains("conv-32</a>: seed 7, 8 images of MNIST, 1.5 s"))
        #expect(!tables[1].contains("vanilla-2</a>"))
        // Code that is shown nowhere else unfolds here.
        #expect(tables[1].contains("href=\"#code.4\"") && tables[1].contains("id=\"code.4\""))
        #expect(PageReader(page()).problems.isEmpty)
    }

    @Test("A value says where it comes from, and leads to code that is on the page")
    func values() {
        let page = page()
        #expect(page.contains("<a class=\"value\" href=\"#code.1\" title=\"widths[0]; chapters/01-t.md:"))
        #expect(page.contains("<span class=\"value\" title=\"conv.finalLoss; "))
        let date = "1.5 s, \(Self.date)"
        #expect(
            page.contains("from conv-32 (seed 7, key 0123456789ab, \(date)); data: MNIST\">0.0084</span>"))
        #expect(page.contains("from vanilla-2 (seed 7, key 0123456789ab, \(date)), conv-32 (seed 7"))
        #expect(page.contains("cell of line 3; computed in 0.0 s on \(Self.date)\">2</a>"))
    }

    @Test("Many trainings are summed up: seeds, keys, their duration and the last date")
    func manyTrainings() {
        let seeds: [UInt64] = [1, 2, 3, 4]
        let trainings = seeds.map { Self.training("vanilla-\($0)", key: "\($0)abcdef012", seed: $0) }
        #expect(
            page(trainings: trainings).contains(
                "from 4 trainings (seeds 1–4; keys 1abcde, 2abcde, 3abcde, 4abcde; 6.0 s in all, the last on "
                    + "\(Self.date)); data: MNIST"))
    }

    private static let date = "21 November 2025, 00:38 UTC"

    @Test("A claim says that it held and by how much, in words where it did not, and quietly that it is not checked")
    func claims() {
        func term(_ holds: Bool) -> ClaimOutcome {
            .checked([ClaimTerm(left: "0.8", comparison: "<", right: "1", margin: 0.2, holds: holds)])
        }
        let held = page(term(true))
        #expect(
            held.contains(
                "tabindex=\"0\">small<span class=\"claim-mark\" aria-hidden=\"true\" data-note=\"1\">✓</span>"))
        #expect(held.contains("0.8 &lt; 1, margin 20%") && held.contains("<code>conv.x &lt; 1</code>"))
        #expect(page(term(false)).contains("✗ does not hold: 0.8 &lt; 1 is false, by 20%"))
        #expect(page(.notApplicable).contains("class=\"claim other-data\""))
        #expect(page(nil).contains(">not checked</span>"))
        for outcome in [term(true), term(false), .notApplicable, nil] {
            #expect(PageReader(page(outcome)).problems.isEmpty)
        }
    }
}
