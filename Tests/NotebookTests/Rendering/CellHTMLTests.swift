import Foundation
import Manuscript
import Notebook
import Rendering
import Running
import Testing
import Transcript

/// What a page shows of cells and their outputs.
@Suite struct CellHTMLTests {
    let folder = try! TemporaryFolder()

    private func html(_ chapter: Chapter, cell: Int) throws -> String {
        BlockHTML(scope: try SampleBook(in: folder.url).scope(chapter)).html([.cell(cell)]).source
    }

    private func html(_ outputs: [CellOutput], _ change: (inout CellOptions) -> Void = { _ in }) throws -> String {
        let sample = try SampleBook(in: folder.url)
        let base = SampleChapters.everything
        let cell = SampleCells.cell(0, "x", change)
        let chapter = Chapter(
            file: base.file, name: base.name, number: 1, titleContent: [], title: "", summary: "", blocks: [],
            cells: [cell], inlineValues: [], steps: [], source: "")
        let run = ChapterRun(
            cells: [CellOutcome(state: .finished, outputs: outputs)], inlineTexts: [], trainings: [], failure: nil,
            figureFolder: folder.url, seconds: 0, date: SampleBook.date)
        let scope = ChapterScope(book: sample.book, chapter: chapter, run: run, data: sample.data)
        return BlockHTML(scope: scope).html([.cell(0)]).source
    }

    @Test func showsCodeAndOutputsInOrder() throws {
        let page = try html(SampleChapters.everything, cell: 0)
        #expect(page.hasPrefix("<div class=\"cell\" id=\"cell.1\">\n<div class=\"code\" id=\"code.1\">"))
        #expect(
            page.hasSuffix(
                """
                <pre class="output printed">read 5000 &lt;images&gt;</pre>
                <pre class="output text">5000</pre>
                </div>
                """))
    }

    @Test func honoursTheOptionsThatHide() throws {
        let outputs: [CellOutput] = [.text("shown")]
        #expect(try html(outputs) { $0.include = false } == "")
        #expect(try !html(outputs) { $0.echo = false }.contains("<code"))
        #expect(try html(outputs) { $0.echo = false }.contains("shown"))
        #expect(try !html(outputs) { $0.output = false }.contains("shown"))
        let folded = try html(outputs) { $0.codeFold = true }
        #expect(
            folded.contains("<details class=\"code-fold\"><summary>Code</summary><div class=\"code\" id=\"code.1\">"))
        // The label of a hidden output still leads somewhere.
        #expect(
            try html(outputs) {
                $0.include = false
                $0.label = "fig-latent"
            } == "<div id=\"fig-latent\"></div>")
    }

    @Test func marksTheFailingLineAndShowsWhatWasPrintedUntilThen() throws {
        let page = try html(SampleChapters.failing, cell: 1)
        #expect(page.hasPrefix("<div class=\"cell failed\" id=\"cell.2\">"))
        let lines = page.matches(of: /<span class="line( marked)?">/).map { $0.output.1 != nil }
        #expect(lines == [false, true, false])
        #expect(
            page.contains(
                "<pre>there is no file &lt;missing&gt;</pre>\n<p class=\"place\">chapters/02-failing.md:63</p>"))
        let failure = try #require(page.range(of: "class=\"failure\""))
        let printed = try #require(page.range(of: "so far</pre>"))
        #expect(failure.lowerBound < printed.lowerBound)
    }

    @Test func marksCellsThatWereNotRun() throws {
        let page = try html(SampleChapters.failing, cell: 2)
        #expect(page.hasPrefix("<div class=\"cell not-run\" id=\"cell.3\">"))
        #expect(page.contains("<p class=\"not-run-mark\">not run</p>"))
        #expect(try html(SampleChapters.unbuilt, cell: 0).contains("not-run-mark"))
        #expect(try !html(SampleChapters.failing, cell: 0).contains("not-run"))
    }

    private func failing(_ failure: RunFailure, errorIsExpected: Bool = false) throws -> (page: String, cells: [String])
    {
        let sample = try SampleBook(in: folder.url)
        let base = SampleChapters.failing
        let cells = base.cells.map { cell in
            SampleCells.cell(cell.index, cell.code, file: base.file) { $0.error = errorIsExpected }
        }
        let chapter = Chapter(
            file: base.file, name: base.name, number: 2, titleContent: [], title: "", summary: "", blocks: base.blocks,
            cells: cells, inlineValues: [], steps: [], source: "")
        var run = try #require(sample.runs[base.name])
        run.failure = failure
        if failure.kind == .compileError { run.cells = cells.map { _ in CellOutcome(state: .notRun) } }
        let scope = ChapterScope(book: sample.book, chapter: chapter, run: run, data: sample.data)
        return (
            ChapterPage(scope: scope).html.source,
            cells.map { BlockHTML(scope: scope).html([.cell($0.index)]).source }
        )
    }

    private func at(_ line: Int) -> Manuscript.SourceLocation { .init(file: "chapters/02-failing.md", line: line) }

    @Test func marksEveryCellThatDoesNotCompile() throws {
        let failure = RunFailure(
            kind: .compileError, cell: 0,
            diagnostics: [Diagnostic(at: at(23), "no `a`"), Diagnostic(at: at(102), "no `data`")])
        let (_, cells) = try failing(failure)
        #expect(cells.map { $0.contains("class=\"cell failed\"") } == [true, false, true])
        #expect(cells[0].contains("<pre>no `a`</pre>") && !cells[0].contains("no `data`"))
        #expect(cells[2].contains("This cell does not compile") && cells[2].contains("<pre>no `data`</pre>"))
    }

    @Test func blamesNoCellForAFailureOutsideOfAll() throws {
        let failure = RunFailure(kind: .trap, cell: nil, diagnostics: [Diagnostic(at: at(9), "index out of range")])
        let (page, cells) = try failing(failure)
        #expect(cells.allSatisfy { !$0.contains("class=\"failure\"") })
        #expect(page.contains("<p>chapters/02-failing.md:9: index out of range</p>"))
    }

    @Test func takesAnExpectedErrorCalmly() throws {
        let failure = RunFailure(kind: .thrownError, cell: 1, diagnostics: [Diagnostic(at: at(63), "as meant")])
        let (page, cells) = try failing(failure, errorIsExpected: true)
        #expect(!page.contains("class=\"banner\"") && cells[1].contains("<pre>as meant</pre>"))
        #expect(try failing(failure).page.contains("class=\"banner\""))
    }

    @Test func alignsNumbersAndMarksTheBest() throws {
        let page = try html(SampleChapters.everything, cell: 1)
        #expect(
            page.contains("<figure class=\"table\" id=\"tbl-losses\">\n<figcaption><span class=\"caption-number\">"))
        #expect(page.contains("Table\u{A0}1.1.</span> <strong>Convolutions win by a third.</strong> The loss"))
        #expect(page.contains("<th scope=\"col\" class=\"number\">Time <span class=\"unit\">(s)</span></th>"))
        #expect(page.contains("<td class=\"number\">8.1<span class=\"padding\" aria-hidden=\"true\">0</span></td>"))
        #expect(page.contains("<td class=\"number\">11<span class=\"padding\" aria-hidden=\"true\">.00</span></td>"))
        #expect(page.contains("<td class=\"number best\"><strong>0.0084</strong></td>"))
        #expect(page.contains("<th scope=\"row\"><span class=\"name\">conv-32</span></th>"))
        #expect(
            page.contains("Thirty epochs of 5,000 images.</p>\n<p class=\"table-note\">Data: MNIST. Bold: the best"))
    }

    @Test func showsFiguresOfOneLabelUnderOneCaptionInBothColorSchemes() throws {
        let page = try html(SampleChapters.everything, cell: 2)
        #expect(
            page.contains(
                """
                <picture class="for-light"><img src="figures/01-everything/latent-light.png" \
                alt="A scatter at loss 0.0084" width="640" height="280" decoding="async"></picture>\
                <picture class="for-dark"><img \
                src="figures/01-everything/latent-dark.png"
                """))
        #expect(page.matches(of: /<div class="pictures" title="[^"]+">/).count == 2)
        #expect(page.matches(of: /<figcaption>/).count == 1)
        #expect(page.contains("<strong>Ten digits fall into ten clusters.</strong> The final loss was <span"))
        let wide = try html(SampleChapters.everything, cell: 3)
        #expect(
            wide.contains("<figure class=\"figure wide\" id=\"fig-wide\">")
                && wide.contains("alt=\"a grid of &lt;digits&gt;\""))
    }

    private func figure(_ name: String, narrow: Bool = false) -> FigureFiles {
        FigureFiles(
            light: "\(name)-light.png", dark: "\(name)-dark.png", width: 680, height: 400, scale: 2,
            summary: "\(name) <itself>",
            narrow: narrow
                ? .init(light: "\(name)-narrow-light.png", dark: "\(name)-narrow-dark.png", width: 360, height: 270)
                : nil
        )
    }

    @Test func showsNarrowScreensTheNarrowPicture() throws {
        let page = try html([.figure(figure("map", narrow: true))])
        for theme in ["light", "dark"] {
            #expect(
                page.contains(
                    """
                    <picture class="for-\(theme)"><source media="(max-width: 500px)" \
                    srcset="figures/01-everything/map-narrow-\(theme).png" width="360" height="270"><img \
                    src="figures/01-everything/map-\(theme).png" alt="map &lt;itself&gt;" width="680" height="400"
                    """))
        }
    }

    @Test func aFilmIsItsFramesWithASliderAndAllOfThemOnPaper() throws {
        let film = FilmFiles(
            frames: [.init("epoch 0", figure("a")), .init("epoch <5>", figure("b"))], still: figure("all"))
        let page = try html([.film(film)]) { $0.label = "fig-latent" }
        #expect(page.contains("<figure class=\"figure\" id=\"fig-latent\">\n<div class=\"film\" title=\""))
        // Nothing that needs the script is there without it.
        #expect(
            page.contains("<div class=\"film-screen\" hidden>") && page.contains("<div class=\"film-controls\" hidden>")
        )
        #expect(page.contains("<div class=\"film-frame\" data-label=\"epoch &lt;5&gt;\">"))
        #expect(page.contains("alt=\"epoch 0: a &lt;itself&gt;\"") && page.contains("alt=\"all &lt;itself&gt;\""))
        #expect(page.contains("min=\"0\" max=\"1\" step=\"1\" value=\"1\""))
        #expect(page.contains("<output>epoch &lt;5&gt;</output>"))
        let frames = page.matches(of: /<img[^>]*loading="lazy" decoding="sync">/).count
        #expect(frames == 4)
        let single = try html([.film(FilmFiles(frames: [.init("epoch 0", figure("a"))], still: figure("all")))])
        #expect(!single.contains("film-controls") && single.contains("all-light.png"))
    }

    @Test func headsThatSpanColumnsStandOverThem() throws {
        let table = Table(
            columns: [
                .init("network", alignment: .text), .init("final", group: "loss"), .init("published", group: "loss"),
                .init("time"),
            ], rows: [["a", "1", "2", "3"]])
        let page = try html([.table(table)])
        #expect(
            page.contains(
                """
                <thead><tr class="groups"><td colspan="1"></td><th scope="colgroup" colspan="2"><span>loss</span></th>\
                <td colspan="1"></td></tr><tr><th scope="col">network</th>
                """))
    }

    @Test func saysOnceThatANumberedOutputIsMissing() throws {
        let sample = try SampleBook(in: folder.url)
        let scope = ChapterScope(book: sample.book, chapter: SampleChapters.everything, run: nil, data: sample.data)
        let page = BlockHTML(scope: scope).html([.cell(2)]).source
        #expect(page.matches(of: /not-run-mark/).count == 1)
        #expect(page.contains("id=\"fig-latent\">\n<p class=\"not-run-mark\">not run</p>\n<figcaption>"))
    }

    @Test func numbersWhateverALabelledCellShows() throws {
        let page = try html([.text("4")]) { $0.label = "fig-latent" }
        #expect(page.contains("<figure class=\"figure\" id=\"fig-latent\">\n<pre class=\"output text\">4</pre>"))
        #expect(try html([]) { $0.label = "fig-latent" }.contains("nothing was shown"))
    }

    @Test(
        "Whatever is too much for a page is cut, and the page leads to a file with all of it",
        arguments: [
            (CellOutput.text("[" + (0..<200_000).map(String.init).joined(separator: ", ") + "]"), "1.txt"),
            (.text((0..<50_000).map { "line \($0)" }.joined(separator: "\n")), "1.txt"),
            (.printed(String(repeating: "x", count: 1_000_000)), "1.txt"),
            (.table(Table(columns: [.init("a")], rows: (0..<50_000).map { ["\($0)"] })), "1.1.csv"),
            (.table(Table(columns: [.init("a")], rows: [[String(repeating: "long, ", count: 100_000)]])), "1.1.csv"),
        ])
    func cuts(output: CellOutput, file: String) throws {
        let page = try html([output])
        #expect(page.utf8.count < 60_000)
        let sample = try SampleBook(in: folder.url)
        let cell = SampleCells.cell(0, "x")
        let chapter = Chapter(
            file: "chapters/01-a.md", name: "01-a", number: 1, titleContent: [], title: "A", summary: "",
            blocks: [.cell(0)], cells: [cell], inlineValues: [], steps: [], source: "")
        let run = ChapterRun(
            cells: [CellOutcome(state: .finished, outputs: [output])], inlineTexts: [], trainings: [], failure: nil,
            figureFolder: folder.url, seconds: 0, date: SampleBook.date)
        let book = Book(folder: folder.url, settings: BookSettings(title: "T"), chapters: [chapter], references: [:])
        let place = try TemporaryFolder()
        _ = try PageWriter().write(book, runs: ["01-a": run], data: sample.data, to: place.url)
        let path = "texts/01-a/cell-1-\(file)"
        let written = try String(contentsOf: place.url.appendingPathComponent("01-a.html"), encoding: .utf8)
        #expect(written.contains("href=\"\(path)\""), "the page does not lead to the file")
        #expect(try Data(contentsOf: place.url.appendingPathComponent(path)).count > 100_000)
    }

    @Test("A table is cut at its rows, and its file holds them all")
    func longTable() throws {
        let rows = (0..<1_000).map { ["\($0)", "a, \"b\""] }
        let page = try html([.table(Table(columns: [.init("n"), .init("t", alignment: .text)], rows: rows))])
        #expect(page.components(separatedBy: "<tr>").count == 1 + 1 + 160 + 1)
        #expect(page.contains("<td class=\"omitted\" colspan=\"2\">… 840 rows left out; <a href="))
        let text = CSVText.of(Table(columns: [.init("n"), .init("t")], rows: Array(rows.prefix(1))))
        #expect(text == "n,t\r\n0,\"a, \"\"b\"\"\"\r\n")
    }
}
