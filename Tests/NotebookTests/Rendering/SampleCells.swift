import Foundation
import Manuscript
import Notebook
import Running
import Transcript

/// The cells of the sample book.
enum SampleCells {
    static func cell(
        _ index: Int, _ code: String, file: String = SampleChapters.file, caption: [Inline] = [],
        alternative: [Inline] = [], _ change: (inout CellOptions) -> Void = { _ in }
    ) -> Cell {
        var options = CellOptions()
        change(&options)
        let line = 20 + 40 * index
        return Cell(
            index: index, location: SourceLocation(file: file, line: line), options: options, caption: caption,
            alternative: alternative, code: code, codeLine: line + 2)
    }

    static let all: [Cell] = [
        cell(0, "let digits = try Data.training(5_000)\nprint(\"read \\(digits.count) <images>\")\ndigits.count\n"),
        cell(
            1, "train(vanilla, denoising, sparse)\n",
            caption: [.text("Convolutions win by a third. The loss is the mean over the last epoch.")]
        ) {
            $0.label = "tbl-losses"
            $0.tableCaption = "…"
        },
        cell(
            2, "Scatter(codes, colors: labels)\n",
            caption: [.text("Ten digits fall into ten clusters. The final loss was "), .value(0), .text(".")],
            alternative: [.text("A scatter at loss "), .value(0)]
        ) {
            $0.label = "fig-latent"
            $0.figureCaption = "…"
            $0.codeFold = true
            $0.codeSummary = "How it was drawn"
        },
        cell(3, "ImageGrid(reconstructions)\n", caption: [.text("All variants side by side.")]) {
            $0.label = "fig-wide"
            $0.figureCaption = "…"
            $0.echo = false
        },
        cell(4, "secret()\n") { $0.include = false },
        cell(5, (1...18).map { "let line\($0) = \($0)" }.joined(separator: "\n")) { $0.output = false },
    ]

    static let failing: [Cell] = [
        cell(0, "let a = 1\na\n", file: "chapters/02-failing.md"),
        cell(1, "print(\"so far\")\nlet data = try load(\"missing\")\nprint(data)\n", file: "chapters/02-failing.md"),
        cell(2, "print(data.count)\n", file: "chapters/02-failing.md"),
    ]
}

enum SampleRuns {
    static func everything(figures: URL) -> ChapterRun {
        let table = Table(
            columns: [
                .init("Network", alignment: .text), .init("Parameters"), .init("Loss"), .init("Time", unit: "s"),
            ],
            rows: [
                ["vanilla-2", "1,068,306", "0.0393", "8.1"], ["vanilla-32", "1,083,696", "0.0119", "8.25"],
                ["conv-32", "111,521", "0.0084", "11"],
            ],
            best: [2: [2], 1: [2]], notes: ["Thirty epochs of 5,000 images."])
        func figure(_ name: String, _ width: Int, _ summary: String) -> CellOutput {
            .figure(
                FigureFiles(
                    light: "\(name)-light.png", dark: "\(name)-dark.png", width: width, height: 280, scale: 2,
                    summary: summary))
        }
        return run(
            [
                CellOutcome(
                    state: .finished, outputs: [.printed("read 5000 "), .printed("<images>\n"), .text("5000")]),
                CellOutcome(state: .finished, outputs: [.printed("epoch 1\repoch 2\n"), .table(table)]),
                CellOutcome(
                    state: .finished, outputs: [figure("latent", 640, "scatter"), figure("curve", 640, "lines")]),
                CellOutcome(state: .finished, outputs: [figure("wide", 900, "a grid of <digits>")]),
                CellOutcome(state: .finished, outputs: [.text("hidden")]),
                CellOutcome(state: .finished, outputs: [.text("hidden")]),
            ], inline: ["0.0084", "144"], failure: nil, figures: figures)
    }

    static func failing(figures: URL) -> ChapterRun {
        let place = SourceLocation(file: "chapters/02-failing.md", line: 63)
        return run(
            [
                CellOutcome(state: .finished, outputs: [.text("1")]),
                CellOutcome(state: .failed, outputs: [.printed("so far\n")]), CellOutcome(state: .notRun),
            ],
            inline: [nil],
            failure: RunFailure(
                kind: .thrownError, cell: 1,
                diagnostics: [Diagnostic(at: place, "there is no file <missing>", help: "name one that exists")]),
            figures: figures)
    }

    private static func run(
        _ cells: [CellOutcome], inline: [String?], failure: RunFailure?, figures: URL
    ) -> ChapterRun {
        ChapterRun(
            cells: cells, inlineTexts: inline, trainings: [], failure: failure, figureFolder: figures, seconds: 3,
            date: SampleBook.date)
    }
}
