import Manuscript
import Transcript

/// Tables as GitHub's Markdown writes them.
struct MarkdownTableText {
    let markdown: MarkdownScope

    private var scope: ChapterScope { markdown.scope }

    /// A table that was written in Markdown.
    func text(of table: MarkdownTable) -> String {
        var inlines = MarkdownInlines(markdown: markdown)
        inlines.isInTable = true
        let target = scope.target(table.label)
        let caption = MarkdownCaption(markdown: markdown, target: target, content: table.caption).text
        let rows = ([table.header] + table.rows).map { $0.map(inlines.text) }
        let missing = max(0, table.header.count - table.alignments.count)
        let body = Self.grid(rows, table.alignments + Array(repeating: .none, count: missing))
        return [markdown.anchor(of: table.label) + caption, body].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// A table that a cell showed.
    ///
    /// - Parameter whole: the address of a file with all its rows; nil where there is none.
    func text(of table: Table, whole: String?) -> String {
        guard !table.columns.isEmpty else { return "" }
        let shown = ShortTable(table)
        let titles = table.columns.map { Self.escaped(Self.title(of: $0)) }
        let rows = shown.rows.map { row -> [String] in
            guard let row else { return table.columns.indices.map { $0 == 0 ? "…" : "" } }
            return table.columns.indices.map { column in
                let text = Self.escaped(ShortTable.short(table.rows[row][column]))
                return table.best[column]?.contains(row) == true ? "<strong>\(text)</strong>" : text
            }
        }
        let body = Self.grid([titles] + rows, table.columns.map { $0.alignment == .number ? .right : .none })
        let notes = (table.notes + [shown.omission(of: table)].compactMap { $0 }).map { MarkdownEscaping.escaped($0) }
        let link = ResultTableHTML.isCut(table) ? whole.map { ["[All of it](\($0))"] } ?? [] : []
        return ([body] + (notes + link).map { "<sub>\($0)</sub>" }).joined(separator: "\n\n")
    }

    static func title(of column: Table.Column) -> String {
        (column.group.isEmpty ? "" : "\(column.group): ") + column.title
            + (column.unit.isEmpty ? "" : " (\(column.unit))")
    }

    private static func escaped(_ text: String) -> String { MarkdownEscaping.escaped(text) }

    private static func grid(_ rows: [[String]], _ alignments: [MarkdownTable.Alignment]) -> String {
        let rule = alignments.map { alignment in
            switch alignment {
            case .none: "---"
            case .left: ":--"
            case .center: ":-:"
            case .right: "--:"
            }
        }
        return (rows.prefix(1) + [rule] + rows.dropFirst()).map { "| \($0.joined(separator: " | ")) |" }
            .joined(separator: "\n")
    }
}

/// The rows of a table that a reader is shown, as on the book's pages.
struct ShortTable {
    /// Their places; nil where others are left out.
    let rows: [Int?]

    init(_ table: Table) {
        let places = table.rows.indices.map(Optional.some)
        guard places.count > ResultTableHTML.mostRows else {
            rows = places
            return
        }
        rows = places.prefix(ResultTableHTML.shownAtStart) + [nil] + places.suffix(ResultTableHTML.shownAtEnd)
    }

    func omission(of table: Table) -> String? {
        guard rows.contains(nil) else { return nil }
        return "\(Grouping.thousands(table.rows.count - rows.count + 1)) rows are left out."
    }

    static func short(_ text: String) -> String {
        let longest = ResultTableHTML.longestText
        return text.utf8.count > longest && text.count > longest ? text.prefix(longest) + "…" : text
    }
}

/// What stands below a figure or above a table: its number and its text.
struct MarkdownCaption {
    let markdown: MarkdownScope
    let target: ReferenceTarget?
    let content: [Inline]

    /// Nothing where there is neither a number nor a text.
    var text: String {
        let number = target.map { "**\($0.title).**" } ?? ""
        let words = MarkdownEscaping.paragraph(MarkdownInlines(markdown: markdown).text(content))
        return [number, words].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
