import Manuscript
import Markup

/// A table that was written in Markdown.
struct MarkdownTableHTML {
    let scope: ChapterScope
    let table: MarkdownTable

    var html: HTML {
        let target = scope.target(table.label)
        let caption = CaptionHTML(scope: scope, target: target, content: table.caption).html
        let identifier: HTML = target.map { " id=\"\($0.anchor)\"" } ?? .empty
        return """
            <figure class="table"\(identifier)>
            \(caption)
            <div class="table-scroll"><table>
            <thead>\(row(table.header, element: "th"))</thead>
            <tbody>
            \(table.rows.map { row($0, element: "td") }.joined(separator: "\n"))
            </tbody>
            </table></div>\(dataNote)
            </figure>
            """
    }

    private func row(_ cells: [[Inline]], element: HTML) -> HTML {
        let inlines = InlineHTML(scope: scope)
        let texts = cells.enumerated().map { column, content -> HTML in
            let isHeading = element == "th" && !content.isEmpty
            let (element, scope): (HTML, HTML) = isHeading ? ("th", " scope=\"col\"") : ("td", .empty)
            return "<\(element)\(scope)\(alignment(column))>\(inlines.html(content))</\(element)>"
        }
        return "<tr>\(texts.joined())</tr>"
    }

    private func alignment(_ column: Int) -> HTML {
        switch column < table.alignments.count ? table.alignments[column] : .none {
        case .none: .empty
        case .left: " class=\"left\""
        case .center: " class=\"center\""
        case .right: " class=\"right\""
        }
    }

    /// A table with values that were computed from data says from which.
    private var dataNote: HTML {
        let texts = (table.rows + [table.header]).flatMap { $0 }.flatMap { $0 }
        let isFromData = texts.contains { inline in
            if case .value(let index) = inline { scope.origins.values[index].usesData } else { false }
        }
        return isFromData ? "\n<p class=\"table-note\">Data: \(scope.data.name).</p>" : .empty
    }
}
