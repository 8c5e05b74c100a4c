import Manuscript
import Markup

/// A margin note, in its line of the text.
///
/// It stands inside of a paragraph, where HTML allows no paragraphs, lists or tables: everything is a span here, and
/// says by its role what it is. Where there is no margin, the number is the label of a check box that shows the note.
struct NoteHTML {
    let scope: ChapterScope

    func html(number: Int, _ content: [Block]) -> HTML {
        let mark: HTML = """
            <label class="note-mark"><span class="visually-hidden">note </span>\(number)\
            <input class="note-toggle" type="checkbox"></label>
            """
        let body: HTML = """
            <span class="note" role="note"><span class="note-number">\(number)</span> \
            \(content.map(phrase).joined(separator: " "))</span>
            """
        return mark + body
    }

    private var inlines: InlineHTML { InlineHTML(scope: scope) }

    private func phrase(_ block: Block) -> HTML {
        switch block {
        case .paragraph(let content): "<span class=\"note-paragraph\">\(inlines.html(content))</span>"
        case .heading(_, let content, _, _): "<strong class=\"note-paragraph\">\(inlines.html(content))</strong>"
        case .quote(let content), .callout(_, let content):
            "<span class=\"note-quote\">\(content.map(phrase).joined(separator: " "))</span>"
        case .list(let start, _, let items): list(start, items)
        case .code(_, let code, _), .quotedSource(_, _, let code, _): "<code class=\"note-code\">\(code)</code>"
        case .equation(let tex, _, _): FormulaHTML.html(tex, isDisplay: true, in: scope.formulas)
        case .table(let table): rows(table)
        case .html(let source): RawHTML.filtered(source)
        case .cell, .rule: .empty
        }
    }

    private func list(_ start: Int?, _ items: [[Block]]) -> HTML {
        let entries = items.enumerated().map { place, item -> HTML in
            let mark = start.map { "\($0 + place)." } ?? "•"
            return "<span role=\"listitem\">\(mark) \(item.map(phrase).joined(separator: " "))</span>"
        }
        return "<span class=\"note-list\" role=\"list\">\(entries.joined(separator: " "))</span>"
    }

    private func rows(_ table: MarkdownTable) -> HTML {
        ([table.header] + table.rows).map { row in
            "<span class=\"note-paragraph\">\(row.map(inlines.html).joined(separator: " · "))</span>"
        }.joined(separator: " ")
    }
}
