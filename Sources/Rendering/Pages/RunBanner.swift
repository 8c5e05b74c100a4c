import Manuscript
import Markup
import Running

/// What a reader must know before reading on: that a chapter's results are missing, or some of them.
struct RunBanner {
    let scope: ChapterScope

    var html: HTML { quick + results }

    /// The same as a text; nothing where there is nothing to know.
    var sentence: String {
        if scope.data.isQuick { return "A quick build: fewer seeds and epochs than the text speaks of." }
        guard let run = scope.run else { return "This chapter has not been built yet." }
        guard let failure = run.failure, !isExpected(failure) else { return "" }
        return "This chapter did not run to its end."
    }

    private var quick: HTML {
        guard scope.data.isQuick else { return .empty }
        return banner(
            "A quick build.",
            """
            <p>The cells took fewer seeds and epochs than the text speaks of, and its claims were not judged. Run \
            <code>aebook build</code> for the book's own results.</p>
            """)
    }

    /// Nothing where the chapter ran to its end.
    private var results: HTML {
        guard let run = scope.run else {
            return banner(
                "This chapter has not been built yet.",
                "<p>Its text stands; its results do not. Run <code>aebook build \(scope.chapter.name)</code>.</p>")
        }
        if scope.isRunning {
            return box(
                "callout", "This chapter is running.", "<p>Its text stands; what is marked is being computed.</p>")
        }
        guard let failure = run.failure, !isExpected(failure) else { return .empty }
        let details = failure.diagnostics.first.map(place) ?? .empty
        return banner("This chapter did not run to its end.", details + notRunCount)
    }

    /// A cell may say by `error: true` that it is there to fail.
    private func isExpected(_ failure: RunFailure) -> Bool {
        guard let index = failure.cell, index < scope.chapter.cells.count else { return false }
        return scope.chapter.cells[index].options.error
    }

    private func banner(_ title: HTML, _ content: HTML) -> HTML { box("banner", title, content) }

    private func box(_ style: HTML, _ title: HTML, _ content: HTML) -> HTML {
        """
        <div class="\(style)" role="note">
        <p class="\(style)-title">\(title)</p>
        \(content)
        </div>
        """
    }

    private func place(_ diagnostic: Diagnostic) -> HTML {
        let location = diagnostic.location.description
        let link: HTML =
            failingCell.map {
                "<a href=\"\(LinkAddress.fragment(CellHTML.anchor($0)))\">\(location)</a>"
            } ?? "\(location)"
        let firstLine = diagnostic.message.split(separator: "\n").first ?? ""
        return "<p>\(link): \(firstLine)</p>"
    }

    private var failingCell: Int? {
        scope.chapter.cells.first { CellFailure(scope.run?.failure, in: $0, of: scope.chapter) != nil }?.index
    }

    private var notRunCount: HTML {
        let count = scope.chapter.cells.filter { scope.outcome(ofCell: $0.index).state == .notRun }.count
        guard count > 0 else { return .empty }
        let sentence =
            count == 1
            ? "1 cell was not run; it is marked." : "\(count) cells were not run; they are marked."
        return "\n<p>\(sentence)</p>"
    }
}
