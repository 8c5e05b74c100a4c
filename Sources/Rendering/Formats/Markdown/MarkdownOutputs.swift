import Manuscript
import Markup
import Running
import Transcript

/// What a cell showed, in Markdown, with its caption.
struct MarkdownOutputs {
    let markdown: MarkdownScope
    let cell: Cell
    let outcome: CellOutcome

    private var scope: ChapterScope { markdown.scope }

    var text: String {
        let groups = OutputGroup.groups(outcome.outputs)
        let parts = groups.enumerated().flatMap { place, group in
            CellCaption(scope: scope, cell: cell).belongs(to: group)
                ? captioned(group, at: place) : [text(of: group, at: place)]
        }
        let hasCaption = groups.contains { CellCaption(scope: scope, cell: cell).belongs(to: $0) }
        return (parts + (hasCaption ? [] : [anchor + caption])).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// A table's caption stands above it, a figure's below.
    private func captioned(_ group: OutputGroup, at place: Int) -> [String] {
        let body = text(of: group, at: place)
        if case .tables = group { return [anchor + caption, body] }
        // In one paragraph, whose first line is no block of HTML.
        return [anchor.isEmpty ? body : "\(anchor)\n\(body)", caption]
    }

    private var anchor: String { markdown.anchor(of: cell.options.label) }

    private var caption: String {
        MarkdownCaption(markdown: markdown, target: scope.target(cell.options.label), content: cell.caption).text
    }

    private func text(of group: OutputGroup, at place: Int) -> String {
        switch group {
        case .printed(let text), .text(let text): printed(text, at: place)
        case .tables(let tables):
            tables.enumerated().map { number, table in
                MarkdownTableText(markdown: markdown).text(of: table, whole: whole(at: place, "\(number + 1).csv"))
            }.joined(separator: "\n\n")
        case .figures(let pictures): pictures.map(picture).joined(separator: "\n\n")
        }
    }

    private func printed(_ text: String, at place: Int) -> String {
        let short = ShortText(text)
        guard !short.text.isEmpty else { return "" }
        let fence = MarkdownEscaping.fenced(short.text, "text")
        return short.isCut ? "\(fence)\n\n<sub>[All of it](\(whole(at: place, "txt")))</sub>" : fence
    }

    /// The address of a file with all of an output.
    private func whole(at place: Int, _ ending: String) -> String {
        markdown.dialect.address(
            ofFile: WholeOutput.path(of: place, cell: cell.index, chapter: scope.chapter.name, ending: ending))
    }

    private func picture(_ picture: OutputGroup.Graphic) -> String {
        let figure = picture.still
        let alternative = CellCaption(scope: scope, cell: cell).alternative(of: figure)
        func address(_ file: String) -> String {
            markdown.dialect.address(ofPicture: FigureHTML.path(of: file, in: scope.chapter.name))
        }
        let words = HTMLEscaping.escaped(String(alternative.map { $0.isNewline ? " " : $0 }))
        let image = "<img src=\"\(address(figure.light))\" alt=\"\(words)\" width=\"\(figure.width)\">"
        switch markdown.dialect {
        case .gitHub:
            return """
                <picture>
                <source media="(prefers-color-scheme: dark)" srcset="\(address(figure.dark))">
                \(image)
                </picture>
                """
        case .jupyter: return "![\(MarkdownEscaping.escaped(alternative))](\(address(figure.light)))"
        }
    }
}

/// What a cell's label, caption and alternative text say of its outputs.
struct CellCaption {
    let scope: ChapterScope
    let cell: Cell

    /// The label says what the number counts; without one, whichever caption there is.
    func belongs(to group: OutputGroup) -> Bool {
        switch group {
        case .figures: isFigure
        case .tables: isTable
        case .printed, .text: false
        }
    }

    private var kind: ReferenceTarget.Kind? { scope.target(cell.options.label)?.kind }
    private var isTable: Bool { kind == .table || kind == nil && cell.options.tableCaption != nil }
    private var isFigure: Bool {
        kind == .figure || kind == nil && cell.options.tableCaption == nil && !cell.caption.isEmpty
    }

    /// The author's text; where there is none, the figure describes itself.
    func alternative(of figure: FigureFiles) -> String {
        let own = PlainText(scope: scope).text(cell.alternative)
        return own.isEmpty ? figure.summary : own
    }
}

extension OutputGroup.Graphic {
    /// What stands on paper, and wherever no script runs.
    var still: FigureFiles {
        switch self {
        case .figure(let figure): figure
        case .film(let film): film.still
        }
    }
}

/// What a cell printed or showed as text, as far as a reader will read it.
struct ShortText {
    let text: String
    let isCut: Bool

    private static let shownAtStart = 120
    private static let shownAtEnd = 40

    init(_ text: String) {
        let whole = PrintedText(text)
        isCut = whole.isCut
        var lines = whole.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.count > PrintedText.longestText {
            let count = lines.count - Self.shownAtStart - Self.shownAtEnd
            lines =
                lines.prefix(Self.shownAtStart) + ["… \(Grouping.thousands(count)) lines left out …"]
                + lines.suffix(Self.shownAtEnd)
        }
        let longest = PrintedText.longestLine
        self.text = lines.map { $0.utf8.count > longest ? $0.prefix(longest) + "…" : $0 }.joined(separator: "\n")
    }
}
