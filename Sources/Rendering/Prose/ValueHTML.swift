import Manuscript
import Markup
import Running

/// A computed value in the line: it says at the mouse what it is and where it comes from, and leads to the code that it
/// was last touched by, where that stands on the page.
struct ValueHTML {
    let scope: ChapterScope
    let index: Int
    let isInsideLink: Bool

    var html: HTML {
        guard let text = scope.text(ofValue: index) else {
            let title = scope.isRunning ? "This value is being computed." : "This value was not computed."
            return "<span class=\"value not-run\" title=\"\(title)\">\(scope.missing)</span>"
        }
        if let cell = origin.cell, !isInsideLink, scope.showsCode(ofCell: cell) {
            let address = LinkAddress.fragment(CodeHTML.anchor(cell))
            return "<a class=\"value\" href=\"\(address)\" title=\"\(hover)\">\(text)</a>"
        }
        return "<span class=\"value\" title=\"\(hover)\">\(text)</span>"
    }

    private var origin: Provenance {
        scope.origins.values.indices.contains(index) ? scope.origins.values[index] : Provenance()
    }

    private var hover: String {
        guard scope.chapter.inlineValues.indices.contains(index) else { return "" }
        let value = scope.chapter.inlineValues[index]
        let line = ProvenanceText(scope: scope, origin: origin).line
        let place = value.location.description
        let cell = origin.cell.map { "cell of line \(scope.chapter.cells[$0].location.line)" } ?? ""
        return [value.expression, place, cell, line].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
