import Manuscript
import Notebook
import Testing

/// The table that a chapter begins with.
func firstTable(of chapter: Chapter) throws -> MarkdownTable {
    let table: MarkdownTable? =
        switch chapter.blocks.first {
        case .table(let table): table
        case .quote(let blocks):
            if case .table(let table)? = blocks.first { table } else { nil }
        default: nil
        }
    return try #require(table, "no table in \(chapter.blocks)")
}
