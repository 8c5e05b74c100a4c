import Manuscript
import Markup
import Running

/// A running cell: its code, what went wrong, and what it showed.
struct CellHTML {
    let scope: ChapterScope
    let cell: Cell

    private var outcome: CellOutcome { scope.outcome(ofCell: cell.index) }
    private var failure: CellFailure? {
        CellFailure(scope.run?.failure(of: cell.index), in: cell, of: scope.chapter)
    }

    var html: HTML {
        // An error that stops the chapter is shown even in a cell that shows nothing else.
        if let failure { return wrapped(code(failure) + "\n" + failure.html + "\n" + outputs, state: "failed") }
        guard cell.options.include else { return anchor }
        let state = outcome.state
        let stateName = state == .notRun ? "not-run" : state == .failed ? "failed" : nil
        let source = cell.options.echo && !cell.code.allSatisfy(\.isWhitespace) ? code(nil) : .empty
        return wrapped([source, notRunMark, outputs].filter { !$0.isEmpty }.joined(separator: "\n"), state: stateName)
    }

    private func wrapped(_ content: HTML, state: String?) -> HTML {
        let className = state.map { "cell \($0)" } ?? "cell"
        return "<div class=\"\(className)\" id=\"\(Self.anchor(cell.index))\">\n\(content)\n</div>"
    }

    private func code(_ failure: CellFailure?) -> HTML {
        let marked = failure?.markedLines(in: cell) ?? []
        let code = CodeHTML(code: cell.code, language: "swift", marked: marked, identifier: CodeHTML.anchor(cell.index))
            .html
        guard cell.options.codeFold, failure == nil else { return code }
        return "<details class=\"code-fold\"><summary>\(cell.options.codeSummary ?? "Code")</summary>\(code)</details>"
    }

    private var outputs: HTML {
        guard cell.options.output, cell.options.include else { return anchor }
        return OutputsHTML(scope: scope, cell: cell, outcome: outcome).html
    }

    /// A numbered output says itself that it is missing.
    private var notRunMark: HTML {
        let isNumbered = cell.options.output && (scope.target(cell.options.label) != nil || !cell.caption.isEmpty)
        return outcome.state == .notRun && !isNumbered ? NotRunMark.html(scope) : .empty
    }

    /// Something for the label's references to lead to where its output is hidden.
    private var anchor: HTML {
        scope.target(cell.options.label).map { "<div id=\"\($0.anchor)\"></div>" } ?? .empty
    }

    static func anchor(_ index: Int) -> String { "cell.\(index + 1)" }
}
