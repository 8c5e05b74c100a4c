import Markup
import Transcript

/// A table as HTML that needs no style sheet.
struct NotebookTable {
    let table: Table

    init(_ table: Table) { self.table = table }

    var html: HTML {
        let titles = table.columns.map { "<th>\(MarkdownTableText.title(of: $0))</th>" as HTML }
        let shown = ShortTable(table)
        let notes = table.notes + [shown.omission(of: table)].compactMap { $0 }
        return """
            <table>
            <thead><tr>\(titles.joined())</tr></thead>
            <tbody>
            \(shown.rows.map(row).joined(separator: "\n"))
            </tbody>
            </table>\(notes.map { "\n<p>\($0)</p>" as HTML }.joined())
            """
    }

    private func row(_ place: Int?) -> HTML {
        guard let place else { return "<tr><td colspan=\"\(table.columns.count)\">…</td></tr>" }
        let cells = table.columns.indices.map { column -> HTML in
            let text = ShortTable.short(table.rows[place][column])
            return table.best[column]?.contains(place) == true
                ? "<td><strong>\(text)</strong></td>" : "<td>\(text)</td>"
        }
        return "<tr>\(cells.joined())</tr>"
    }
}

/// A table in columns of letters.
struct PlainTable {
    let table: Table

    init(_ table: Table) { self.table = table }

    var text: String {
        let titles = table.columns.map { MarkdownTableText.title(of: $0) }
        let shown = ShortTable(table).rows.map { row in
            row.map { table.rows[$0].map(ShortTable.short) } ?? table.columns.map { _ in "…" }
        }
        let rows = [titles] + shown
        let widths = table.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            table.columns.indices.map { column in
                let blanks = String(repeating: " ", count: widths[column] - row[column].count)
                return table.columns[column].alignment == .number ? blanks + row[column] : row[column] + blanks
            }.joined(separator: "  ")
        }
        return (lines + table.notes).map(Self.withoutBlanksAtEnd).joined(separator: "\n")
    }

    private static func withoutBlanksAtEnd(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
