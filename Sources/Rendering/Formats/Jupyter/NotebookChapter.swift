import Foundation
import Manuscript
import Running
import Transcript

/// A chapter as a notebook: what stands between two running cells, or below a heading, is one cell of Markdown.
struct NotebookChapter {
    let markdown: MarkdownScope
    /// The pictures of the book, by what a cell calls them.
    let pictures: [String: Data]

    private var scope: ChapterScope { markdown.scope }
    private var chapter: Chapter { scope.chapter }

    var notebook: NotebookFile {
        let author = scope.book.settings.author
        return NotebookFile(
            metadata: .init(title: chapter.title, authors: author.isEmpty ? [] : [.init(name: author)]), cells: cells)
    }

    private var cells: [NotebookCell] {
        let head = MarkdownChapter(markdown: markdown)
        let summary = chapter.summary.isEmpty ? "" : "*\(MarkdownEscaping.escaped(chapter.summary))*"
        var texts = ProseCells(Self.joined([head.title, summary, head.banner]))
        var cells: [NotebookCell] = []
        for block in chapter.blocks {
            switch block {
            case .cell(let index):
                cells += texts.take().map { prose($0, $1) }
                cells += self.cells(of: chapter.cells[index])
            case .heading:
                cells += texts.take().map { prose($0, $1) }
                texts.add(block)
            default: texts.add(block)
            }
        }
        cells += texts.take().map { prose($0, $1) }
        let ends = [("references", head.references), ("notes", head.notes)].filter { !$0.1.isEmpty }
        return cells + ends.map { prose($0.0, $0.1) }
    }

    private static func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func prose(_ id: String, _ content: ProseCells.Content) -> NotebookCell {
        let text = Self.joined([content.lead, MarkdownBlocks(markdown: markdown).text(content.blocks)])
        return prose(id, text)
    }

    private func prose(_ id: String, _ text: String) -> NotebookCell {
        let named = pictures.filter { text.contains("attachment:\($0.key)") }
        return .markdown(
            id: id, text: text,
            attachments: named.mapValues { [Self.type(of: $0): $0.base64EncodedString()] })
    }

    private static func type(of picture: Data) -> String {
        let first = [UInt8](picture.prefix(3))
        if first.starts(with: [0x89, 0x50]) { return "image/png" }
        if first.starts(with: [0xFF, 0xD8]) { return "image/jpeg" }
        return first.starts(with: [0x47, 0x49]) ? "image/gif" : "image/svg+xml"
    }

    /// A running cell, and its caption below it.
    private func cells(of cell: Cell) -> [NotebookCell] {
        let hasRun = scope.outcome(ofCell: cell.index).state != .notRun
        let count = hasRun ? cell.index + 1 : nil
        var code = cell.code
        while code.last?.isNewline == true { code.removeLast() }
        let outputs = NotebookOutputs(scope: scope, cell: cell, pictures: pictures, count: count).all
        let main = NotebookCell.code(
            id: "cell-\(cell.index + 1)", text: code, count: count, outputs: outputs, NotebookCellMetadata(cell.options)
        )
        let caption = MarkdownCaption(
            markdown: markdown, target: scope.target(cell.options.label), content: cell.caption
        ).text
        let text = markdown.anchor(of: cell.options.label) + caption
        return text.isEmpty ? [main] : [main, prose("caption-\(cell.index + 1)", text)]
    }
}

/// Blocks that become one cell of Markdown.
private struct ProseCells {
    struct Content {
        var lead: String
        var blocks: [Block] = []
    }

    private var content: Content?
    private var count = 0

    /// - Parameter lead: what the first of them begins with.
    init(_ lead: String) { content = Content(lead: lead) }

    mutating func add(_ block: Block) {
        var grown = content ?? Content(lead: "")
        grown.blocks.append(block)
        content = grown
    }

    /// What has come together, with a name for it; nothing where there is nothing.
    mutating func take() -> [(String, Content)] {
        guard let content else { return [] }
        self.content = nil
        count += 1
        return [("prose-\(count)", content)]
    }
}

/// What a cell showed, as Jupyter keeps it.
struct NotebookOutputs {
    let scope: ChapterScope
    let cell: Cell
    let pictures: [String: Data]
    /// Nil where the cell did not run.
    let count: Int?

    var all: [NotebookOutput] {
        let failure = CellFailure(scope.run?.failure(of: cell.index), in: cell, of: scope.chapter)
        return shown + (failure.map { [.failure($0)] } ?? [])
    }

    private var shown: [NotebookOutput] {
        guard cell.options.output, cell.options.include else { return [] }
        let whole = Self.whole(scope.outcome(ofCell: cell.index).outputs)
        return whole.enumerated().compactMap { place, output in
            self.output(output, isLast: place == whole.count - 1)
        }
    }

    /// Printed text arrives in pieces of any size.
    private static func whole(_ outputs: [CellOutput]) -> [CellOutput] {
        var whole: [CellOutput] = []
        for output in outputs {
            if case .printed(let text) = output, case .printed(let before)? = whole.last {
                whole[whole.count - 1] = .printed(before + text)
            } else {
                whole.append(output)
            }
        }
        return whole
    }

    private func output(_ output: CellOutput, isLast: Bool) -> NotebookOutput? {
        switch output {
        case .printed(let text): return PrintedText(text).isEmpty ? nil : .printed(text)
        case .text(let text): return .text(text, count: isLast ? count : nil)
        case .table(let table):
            return .table(table)
        case .figure, .film:
            guard let figure = OutputGroup.Graphic(output)?.still else { return nil }
            let name = MarkdownDialect.attachment(FigureHTML.path(of: figure.light, in: scope.chapter.name))
            let words = CellCaption(scope: scope, cell: cell).alternative(of: figure)
            return pictures[name].map { .figure(figure, $0, alternative: words) }
        }
    }
}
