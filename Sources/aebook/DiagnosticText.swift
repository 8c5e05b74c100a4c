import Foundation
import Notebook

/// A diagnostic as lines of text: what compilers write, with the line of the source below it.
struct DiagnosticText {
    let diagnostic: Diagnostic
    /// The source of the file it is about; nil where that cannot be read.
    let source: String?

    init(_ diagnostic: Diagnostic, book folder: URL) {
        self.diagnostic = diagnostic
        let file = URL(fileURLWithPath: diagnostic.location.file, relativeTo: folder)
        source = try? String(contentsOf: file, encoding: .utf8)
    }

    func lines(_ console: Console) -> [String] {
        let isError = diagnostic.severity == .error
        let word = console.colouredError(isError ? "error:" : "warning:", isError ? .red : .yellow)
        let first = console.colouredError("\(diagnostic.location): ", .bold) + word + " " + diagnostic.message
        return [first] + excerpt + (diagnostic.help.map { ["  help: \($0)"] } ?? [])
    }

    /// The line itself, and a caret below the column.
    private var excerpt: [String] {
        let location = diagnostic.location
        let lines = source?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
        guard lines.indices.contains(location.line - 1) else { return [] }
        let line = lines[location.line - 1]
        let number = indented(String(location.line), to: 5)
        let quoted = "\(number) | \(line)"
        guard let column = location.column else { return [quoted] }
        return [quoted, "      | " + blank(line, before: column) + "^"]
    }

    /// As much room as the text before a column takes.
    private func blank(_ line: Substring, before column: Int) -> String {
        let before = line.prefix(max(0, column - 1)).map { $0 == "\t" ? "\t" : " " }
        return before.joined() + String(repeating: " ", count: max(0, column - 1 - before.count))
    }
}
