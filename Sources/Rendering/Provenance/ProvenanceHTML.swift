import Manuscript
import Markup
import Transcript

/// The line below a figure or a table that unfolds to what it was computed from.
struct ProvenanceHTML {
    let scope: ChapterScope
    let cell: Cell
    /// True where the code stands here, because it stands nowhere else on the page.
    let showsCode: Bool

    private var origin: Provenance { scope.origins.cells[cell.index] }

    /// For the box at the mouse.
    var hover: String {
        let line = ProvenanceText(scope: scope, origin: origin).line
        return cell.location.description + (line.isEmpty ? "" : "; " + line)
    }

    var html: HTML {
        """
        <details class="provenance"><summary>How this was computed</summary>
        <p>By <a href="\(LinkAddress.fragment(CodeHTML.anchor(cell.index)))">the code in \
        \(cell.location.description)</a>, \(data).</p>\(trainings)\(code)
        </details>
        """
    }

    private var data: HTML {
        guard origin.usesData else { return "which uses neither data nor trainings" }
        return "from \(scope.data.name)"
    }

    private var trainings: HTML {
        let trainings = scope.trainings(of: origin)
        guard !trainings.isEmpty else { return .empty }
        return "\n<ul>\n\(trainings.map(item).joined(separator: "\n"))\n</ul>"
    }

    private func item(_ training: TrainingSummary) -> HTML {
        let date: HTML = training.date.map { ", \(BuildDate(date: $0).html)" } ?? .empty
        let address = ComputationPage.address(of: training)
        return """
            <li><a href="\(address)">\(training.name)</a>: seed \(String(training.seed)), \
            \(Grouping.thousands(training.images)) \(training.unit) of \(training.data), \
            \(ProvenanceText.duration(training.seconds))\(date), \
            key <code>\(ProvenanceText.key(training))</code></li>
            """
    }

    private var code: HTML {
        guard showsCode else { return .empty }
        return "\n"
            + CodeHTML(code: cell.code, language: "swift", identifier: CodeHTML.anchor(cell.index)).html
    }
}
