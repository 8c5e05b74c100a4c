import Manuscript
import Markup
import Running
import Transcript

/// A running cell in Markdown: its code, what went wrong, and what it showed.
struct MarkdownCell {
    let markdown: MarkdownScope
    let cell: Cell

    private var scope: ChapterScope { markdown.scope }
    private var outcome: CellOutcome { scope.outcome(ofCell: cell.index) }
    private var failure: CellFailure? {
        CellFailure(scope.run?.failure(of: cell.index), in: cell, of: scope.chapter)
    }

    var text: String {
        let fence = MarkdownEscaping.fenced(cell.code, "swift")
        if let failure { return Self.joined([fence, failed(failure), outputs]) }
        guard cell.options.include else { return markdown.anchor(of: cell.options.label) }
        guard scope.showsCode(ofCell: cell.index) else { return Self.joined([notRun, outputs]) }
        let code = cell.options.codeFold ? Self.folded(fence, cell.options.codeSummary ?? "Code") : fence
        return Self.joined([code, notRun, outputs])
    }

    private static func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func folded(_ text: String, _ summary: String) -> String {
        "<details>\n<summary>\(HTMLEscaping.escaped(summary))</summary>\n\n\(text)\n\n</details>"
    }

    private var notRun: String { outcome.state == .notRun ? "*\(scope.missing)*" : "" }

    private func failed(_ failure: CellFailure) -> String {
        let places = failure.diagnostics.map { diagnostic in
            Self.joined([
                MarkdownEscaping.fenced(diagnostic.message, "text"),
                MarkdownEscaping.escaped(diagnostic.location.description),
                diagnostic.help.map { MarkdownEscaping.escaped($0) } ?? "",
            ])
        }
        return Self.joined(["**\(failure.title)**"] + places)
    }

    private var outputs: String {
        guard cell.options.output, cell.options.include else { return markdown.anchor(of: cell.options.label) }
        return MarkdownOutputs(markdown: markdown, cell: cell, outcome: outcome).text
    }
}
