import Foundation
import Manuscript
import Running
import Transcript

/// The outputs of which a page shows a part: each is a file of its own too, and the page leads there.
enum WholeOutput {
    /// Where the whole of a cell's output lies, by the group's place among those of the cell.
    static func path(of group: Int, cell: Int, chapter: String, ending: String) -> String {
        "texts/\(chapter)/cell-\(cell + 1)-\(group + 1).\(ending)"
    }

    /// The files that the page of a chapter leads to.
    static func files(of chapter: Chapter, run: ChapterRun) -> [OutputFile] {
        zip(chapter.cells, run.cells).flatMap { cell, outcome -> [OutputFile] in
            guard cell.options.include && cell.options.output else { return [] }
            return OutputGroup.groups(outcome.outputs).enumerated().flatMap { number, group in
                files(of: group) { path(of: number, cell: cell.index, chapter: chapter.name, ending: $0) }
            }
        }
    }

    private static func files(of group: OutputGroup, _ path: (String) -> String) -> [OutputFile] {
        switch group {
        case .printed(let text), .text(let text):
            let printed = PrintedText(text)
            return printed.isCut ? [OutputFile(path: path("txt"), content: Data((printed.text + "\n").utf8))] : []
        case .tables(let tables):
            return tables.enumerated().filter { ResultTableHTML.isCut($1) }.map { number, table in
                OutputFile(path: path("\(number + 1).csv"), content: Data(CSVText.of(table).utf8))
            }
        case .figures: return []
        }
    }
}

/// A table as comma-separated values (RFC 4180).
package enum CSVText {
    package static func of(_ table: Table) -> String {
        ([table.columns.map(\.title)] + table.rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
