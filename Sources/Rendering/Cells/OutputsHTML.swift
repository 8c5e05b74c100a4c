import Manuscript
import Markup
import Running
import Transcript

/// What a cell showed, in order, with its caption.
struct OutputsHTML {
    let scope: ChapterScope
    let cell: Cell
    let outcome: CellOutcome

    private enum Kind { case figure, table, none }

    var html: HTML {
        let groups = OutputGroup.groups(outcome.outputs)
        let first = groups.firstIndex { isTraced($0) }
        let parts = groups.enumerated().map { index, group in html(group, at: index, isFirst: index == first) }
        if groups.contains(where: isCaptioned) || (caption.isEmpty && target == nil) {
            return parts.filter { !$0.isEmpty }.joined(separator: "\n")
        }
        // The cell has a number or a caption but shows no picture and no table: all that it shows is the figure.
        let body = parts.isEmpty ? placeholder : parts.joined(separator: "\n")
        return "<figure class=\"figure\"\(identifier)>\n\(body)\n\(caption)\n</figure>"
    }

    private var placeholder: HTML {
        outcome.state == .notRun
            ? NotRunMark.html(scope) : "<p class=\"not-run-mark\">nothing was shown</p>"
    }

    /// Whether the group says where it comes from.
    private func isTraced(_ group: OutputGroup) -> Bool {
        switch group {
        case .tables, .figures: true
        case .printed, .text: false
        }
    }

    /// Code that the page does not show elsewhere unfolds below the first figure or table.
    private func provenance(isFirst: Bool) -> ProvenanceHTML {
        let isHidden = !scope.showsCode(ofCell: cell.index) && cellFailure == nil
        return ProvenanceHTML(scope: scope, cell: cell, showsCode: isFirst && isHidden)
    }

    private var cellFailure: CellFailure? {
        CellFailure(scope.run?.failure(of: cell.index), in: cell, of: scope.chapter)
    }

    private func html(_ group: OutputGroup, at place: Int, isFirst: Bool) -> HTML {
        switch group {
        case .printed(let text): printed(PrintedText(text), at: place)
        case .text(let text): self.text(PrintedText(text), "text", at: place)
        case .tables(let tables):
            self.tables(tables, at: place, isCaptioned: isCaptioned(group), provenance(isFirst: isFirst))
        case .figures(let figures): self.figures(figures, isCaptioned: isCaptioned(group), provenance(isFirst: isFirst))
        }
    }

    private func printed(_ text: PrintedText, at place: Int) -> HTML {
        text.isEmpty ? .empty : self.text(text, "printed", at: place)
    }

    private func text(_ text: PrintedText, _ kind: HTML, at place: Int) -> HTML {
        let width: HTML = text.isWide ? " wide" : .empty
        return "<pre class=\"output \(kind)\(width)\">\(text.html(whole: whole(at: place, "txt")))</pre>"
    }

    /// The address of a file with all of an output.
    private func whole(at place: Int, _ ending: String) -> String {
        LinkAddress.file(
            WholeOutput.path(of: place, cell: cell.index, chapter: scope.chapter.name, ending: ending))
    }

    private func tables(
        _ tables: [Table], at place: Int, isCaptioned: Bool, _ provenance: ProvenanceHTML
    ) -> HTML {
        let dataName = scope.origins.cells[cell.index].usesData ? scope.data.name : nil
        let body = tables.enumerated().map { number, table in
            ResultTableHTML(
                table: table, dataName: dataName, hover: provenance.hover, whole: whole(at: place, "\(number + 1).csv")
            ).html
        }.joined(separator: "\n")
        let head: HTML = isCaptioned && !caption.isEmpty ? "\(caption)\n" : .empty
        return
            "<figure class=\"table\"\(isCaptioned ? identifier : .empty)>\n\(head)\(body)\n\(provenance.html)\n</figure>"
    }

    private func figures(
        _ figures: [OutputGroup.Graphic], isCaptioned: Bool, _ provenance: ProvenanceHTML
    ) -> HTML {
        let pictures = figures.map { html($0, hover: provenance.hover) }
        let isWide = outcome.outputs.flatMap(\.figures).contains { $0.width > FigureHTML.columnWidth }
        let foot: HTML = isCaptioned && !caption.isEmpty ? "\n\(caption)" : .empty
        return """
            <figure class="\(isWide ? "figure wide" : "figure" as HTML)"\(isCaptioned ? identifier : .empty)>
            \(pictures.joined(separator: "\n"))\(foot)
            \(provenance.html)
            </figure>
            """
    }

    private func html(_ picture: OutputGroup.Graphic, hover: String) -> HTML {
        let alternative = PlainText(scope: scope).text(cell.alternative)
        return switch picture {
        case .figure(let figure):
            FigureHTML(figure: figure, chapter: scope.chapter.name, alternative: alternative, hover: hover).html
        case .film(let film):
            FilmHTML(film: film, chapter: scope.chapter.name, alternative: alternative, hover: hover).html
        }
    }

    private func isCaptioned(_ group: OutputGroup) -> Bool {
        switch (group, captionedKind) {
        case (.figures, .figure), (.tables, .table): true
        default: false
        }
    }

    /// The label says what the number counts; without one, whichever caption there is.
    private var captionedKind: Kind {
        switch target?.kind {
        case .figure: .figure
        case .table: .table
        case .equation, .section: .none
        case nil: cell.options.tableCaption != nil ? .table : cell.caption.isEmpty ? .none : .figure
        }
    }

    private var target: ReferenceTarget? { scope.target(cell.options.label) }
    private var identifier: HTML { target.map { " id=\"\($0.anchor)\"" } ?? .empty }
    private var caption: HTML { CaptionHTML(scope: scope, target: target, content: cell.caption).html }
}
