import Manuscript
import Notebook

/// The chapters of the sample book.
enum SampleChapters {
    static let file = "chapters/01-everything.md"
    static let here = SourceLocation(file: file, line: 7, column: 3)

    static let everything = chapter(
        1, "01-everything", "The Mathematics of *Compression*", summary: "One of everything that a chapter may hold.",
        blocks: prose + code + tables + cells, cells: SampleCells.all, values: 2)

    static let failing = chapter(
        2, "02-failing", "What Goes Wrong", summary: "A chapter whose second cell throws.",
        blocks: [
            .paragraph([.text("The first cell runs. The loss came to "), .value(0), .text(".")]), .cell(0), .cell(1),
            .heading(level: 2, content: [.text("After it")], identifier: "after-it", location: here),
            .paragraph([.text("And this was not run.")]), .cell(2),
        ],
        cells: SampleCells.failing, values: 1)

    static let unbuilt = chapter(
        3, "03-unbuilt", "Not Built", summary: "", blocks: [.paragraph([.value(0)]), .cell(0)],
        cells: [SampleCells.cell(0, "print(1)", file: "chapters/03-unbuilt.md")], values: 1)

    static let references: [String: ReferenceTarget] = [
        "fig-latent": target(.figure, "1.1", "fig-latent"), "fig-wide": target(.figure, "1.2", "fig-wide"),
        "tbl-losses": target(.table, "1.1", "tbl-losses"), "tbl-sizes": target(.table, "1.2", "tbl-sizes"),
        "eq-mse": target(.equation, "1.1", "eq-mse"), "sec-loss": target(.section, "1.1", "sec-loss"),
        "fig-elsewhere": ReferenceTarget(
            kind: .figure, number: "2.1", chapter: "02-failing", anchor: "fig-elsewhere", location: here),
    ]

    private static func target(_ kind: ReferenceTarget.Kind, _ number: String, _ anchor: String) -> ReferenceTarget {
        ReferenceTarget(kind: kind, number: number, chapter: "01-everything", anchor: anchor, location: here)
    }

    private static func chapter(
        _ number: Int, _ name: String, _ title: String, summary: String, blocks: [Block], cells: [Cell], values: Int
    ) -> Chapter {
        let file = "chapters/\(name).md"
        let inlineValues = (0..<values).map {
            InlineValue(index: $0, location: SourceLocation(file: file, line: 9), expression: "conv.finalLoss")
        }
        let parts = title.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        let content: [Inline] = parts.enumerated().filter { !$1.isEmpty }.map { index, part in
            index == 1 ? .emphasis([.text(part)]) : .text(part)
        }
        return Chapter(
            file: file, name: name, number: number, titleContent: content, title: parts.joined(), summary: summary,
            blocks: blocks, cells: cells, inlineValues: inlineValues,
            steps: cells.map(ProgramStep.cell) + inlineValues.map(ProgramStep.inlineValue), source: "")
    }
}

extension SampleChapters {
    static let prose: [Block] = [
        .paragraph([
            .text("An autoencoder learns to write what it reads"),
            .note(
                number: 1,
                content: [
                    .paragraph([
                        .text("The name is older than the networks: "), .citation(keys: ["hinton2006"], location: here),
                        .text(" made it famous, with "), .math(tex: "d = 2", location: here), .text("."),
                    ])
                ]),
            .text(", through a gap that is much narrower than the picture. A picture has "),
            .math(tex: "28 \\times 28 = 784", location: here),
            .text(
                " numbers; the gap has two or thirty-two. What comes out at the other end is never quite what went in"),
            .text(", and the difference is what it learns from. Noise makes it learn more "),
            .citation(keys: ["hinton2006", "vincent2008"], location: here),
            .text(". The final loss came to "), .value(0), .text(", as "),
            .reference(label: "fig-latent", location: here), .text(" and "),
            .reference(label: "tbl-losses", location: here), .text(" show; see also "),
            .reference(label: "fig-elsewhere", location: here), .text("."),
        ]),
        .heading(level: 2, content: [.text("What is lost")], identifier: "sec-loss", location: here),
        .paragraph([
            .text("The loss is the mean of the squared differences, "), .strong([.text("pixel by pixel")]),
            .text(", as in "), .reference(label: "eq-mse", location: here), .text(":"),
        ]),
        .equation(
            tex:
                "\\mathcal{L}(\\theta) = \\frac{1}{N} \\sum_{i=1}^{N} "
                + "\\lVert x_i - g_\\theta(f_\\theta(x_i)) \\rVert_2^2",
            label: "eq-mse", location: here),
        .callout(kind: "note", content: [.paragraph([.text("A code is a list of numbers, and nothing else.")])]),
        .callout(
            kind: "warning", content: [.paragraph([.text("Two numbers are few: "), .code("latent: 2"), .text(".")])]),
        .heading(
            level: 3, content: [.text("In the small, "), .code("d = 2")], identifier: "in-the-small", location: here),
        .paragraph([
            .strikethrough([.text("Three")]), .text(" Two things matter"), .lineBreak,
            .text("and a "),
            .link(
                destination: "02-failing.md#after-it", title: "The next chapter", content: [.emphasis([.text("link")])],
                location: here),
            .text(" to another chapter, "), .html("<kbd>"), .text("Ctrl"), .html("</kbd>"), .softBreak,
            .text("and <escaped> & \"quoted\" text."),
        ]),
        .list(
            start: nil, isTight: true,
            items: [
                [.paragraph([.text("the encoder, which narrows")])],
                [
                    .paragraph([
                        .text("the decoder, which widens"),
                        .note(number: 2, content: [.paragraph([.text("In the mirror of the encoder.")])]),
                    ])
                ],
            ]),
        .list(
            start: 3, isTight: false,
            items: [[.paragraph([.text("A loose item.")])], [.paragraph([.text("Another.")])]]),
        .quote([.paragraph([.text("The bottleneck is the teacher.")])]),
        .paragraph([
            .image(source: "pictures/sketch.png", alternative: "A sketch", title: "A sketch of it.", location: here)
        ]),
        .html("<details><summary>More</summary>Markdown's own HTML.</details>"),
        .rule,
    ]

    static let code: [Block] = [
        .code(language: "python", code: "print('not < run')\n", location: here),
        .code(
            language: "swift", code: "// Shown, and not run.\nlet encoder = Sequential(Linear(784, 512), ReLU())\n",
            location: here),
        .quotedSource(
            path: "Sources/Networks/Linear.swift", line: 41,
            code: """
                /// `y = x Wᵀ + b`.
                public final class Linear: Layer {
                    @Parameter public var weight: Tensor
                    public func callAsFunction(_ input: Tensor) -> Tensor {
                        guard input.shape.last == 784 else { fatalError("not \\(input.shape)") }
                        return input.matmul(weight.transpose()) + bias * 1.0e-3
                    }
                }
                """, location: here),
    ]

    static let tables: [Block] = [
        .table(
            MarkdownTable(
                alignments: [.left, .right, .center], header: [[.text("Layer")], [.text("Weights")], [.text("Kind")]],
                rows: [
                    [[.text("Conv "), .math(tex: "3\\times3", location: here)], [.value(1)], [.text("shared")]],
                    [[.text("Linear")], [.text("401,408")], [.text("dense")]],
                ],
                label: "tbl-sizes", caption: [.text("A convolution has few weights. It shares them.")], location: here))
    ]

    static let cells: [Block] =
        [
            .heading(level: 2, content: [.text("Cells")], identifier: "cells", location: here)
        ] + SampleCells.all.map { .cell($0.index) }
}
