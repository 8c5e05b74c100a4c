import Markup
import Transcript

/// A computed table: numbers aligned at their points, the best ones marked, and what they were computed from.
struct ResultTableHTML {
    let table: Table
    /// The data behind it; nil where there is none.
    let dataName: String?
    /// Where it comes from, for the box at the mouse.
    let hover: String
    /// The address of a file with all its rows, for a table of which the page shows a part; nil where there is none.
    var whole: String?

    static let mostRows = 200
    static let shownAtStart = 120
    static let shownAtEnd = 40
    static let longestText = 1000

    /// Whether the page shows a part of a table only.
    static func isCut(_ table: Table) -> Bool {
        table.rows.count > mostRows || table.rows.contains { $0.contains { $0.utf8.count > longestText } }
    }

    var html: HTML {
        """
        <div class="table-scroll" title="\(hover)"><table>
        <thead>\(groups)<tr>\(table.columns.map(heading).joined())</tr></thead>
        <tbody>
        \(rows.joined(separator: "\n"))
        </tbody>
        </table></div>
        \(notes)
        """
    }

    /// The row of the heads that span several columns; nothing where there are none.
    private var groups: HTML {
        guard table.columns.contains(where: { !$0.group.isEmpty }) else { return .empty }
        var spans: [(name: String, count: Int)] = []
        for column in table.columns {
            if let last = spans.last, last.name == column.group {
                spans[spans.count - 1].count += 1
            } else {
                spans.append((column.group, 1))
            }
        }
        let heads = spans.map { name, count -> HTML in
            name.isEmpty
                ? "<td colspan=\"\(count)\"></td>"
                : "<th scope=\"colgroup\" colspan=\"\(count)\"><span>\(words(name))</span></th>"
        }
        return "<tr class=\"groups\">\(heads.joined())</tr>"
    }

    private func heading(_ column: Table.Column) -> HTML {
        let unit: HTML = column.unit.isEmpty ? .empty : " <span class=\"unit\">(\(column.unit))</span>"
        // An empty heading names nothing, so it is none.
        guard !column.title.isEmpty else { return "<td></td>" }
        return "<th scope=\"col\"\(className(column, isBest: false))>\(words(column.title))\(unit)</th>"
    }

    /// A name such as PCA-32 is not broken at its hyphen.
    private func words(_ text: String) -> HTML {
        text.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.contains("-") ? "<span class=\"name\">\(String($0))</span>" : "\(String($0))" as HTML }
            .joined(separator: " ")
    }

    /// The places of the rows that are shown.
    private var shownRows: [Int] {
        guard table.rows.count > Self.mostRows else { return Array(table.rows.indices) }
        return Array(table.rows.indices.prefix(Self.shownAtStart)) + table.rows.indices.suffix(Self.shownAtEnd)
    }

    private var rows: [HTML] {
        let shown = shownRows
        let columns = table.columns.indices.map { column in
            let texts = shown.map { Self.short(table.rows[$0][column]) }
            return table.columns[column].alignment == .number
                ? DecimalColumn(texts: texts).cells : texts.map(words)
        }
        var rows = shown.enumerated().map { place, row -> HTML in
            "<tr>\(table.columns.indices.map { cell(columns[$0][place], row: row, column: $0) }.joined())</tr>"
        }
        if shown.count < table.rows.count {
            rows.insert(omitted(table.rows.count - shown.count), at: Self.shownAtStart)
        }
        return rows
    }

    private func omitted(_ count: Int) -> HTML {
        """
        <tr><td class="omitted" colspan="\(table.columns.count)">… \(Grouping.thousands(count)) rows left out\
        \(PrintedText.link(to: whole)) …</td></tr>
        """
    }

    private static func short(_ text: String) -> String {
        text.utf8.count > longestText && text.count > longestText ? text.prefix(longestText) + "…" : text
    }

    private func cell(_ content: HTML, row: Int, column: Int) -> HTML {
        let isBest = table.best[column]?.contains(row) == true
        let body: HTML = isBest ? "<strong>\(content)</strong>" : content
        let attributes = className(table.columns[column], isBest: isBest)
        // The first column names its row.
        let isName = column == 0 && table.columns[0].alignment == .text && !content.isEmpty
        return isName ? "<th scope=\"row\"\(attributes)>\(body)</th>" : "<td\(attributes)>\(body)</td>"
    }

    private func className(_ column: Table.Column, isBest: Bool) -> HTML {
        let names = (column.alignment == .number ? ["number"] : []) + (isBest ? ["best"] : [])
        return names.isEmpty ? .empty : " class=\"\(names.joined(separator: " "))\""
    }

    private var notes: HTML {
        let best = table.best.values.contains { !$0.isEmpty } ? "Bold: the best value of its column." : ""
        let last = [dataName.map { "Data: \($0)." } ?? "", best].filter { !$0.isEmpty }.joined(separator: " ")
        let texts = (table.notes + (last.isEmpty ? [] : [last])).map { "\($0)" as HTML }
        // Where rows are left out, they say so themselves.
        let cut: [HTML] =
            Self.isCut(table) && table.rows.count <= Self.mostRows
            ? ["Long texts are cut\(PrintedText.link(to: whole))."] : []
        return (cut + texts).map { "<p class=\"table-note\">\($0)</p>" as HTML }.joined(separator: "\n")
    }
}
