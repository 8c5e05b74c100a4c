import Foundation
import Manuscript
import Notebook

/// A diagnostic as lines of text: what compilers write, with the line of the source below it.
struct DiagnosticText {
    let diagnostic: Diagnostic
    /// The book's files, which all diagnostics share.
    let sources: SourceLines

    /// How many characters of a long line are quoted.
    private static let longestQuote = 120

    init(_ diagnostic: Diagnostic, _ sources: SourceLines) {
        self.diagnostic = diagnostic
        self.sources = sources
    }

    func lines(_ console: Console) -> [String] {
        let isError = diagnostic.severity == .error
        let word = console.coloredError(isError ? "error:" : "warning:", isError ? .red : .yellow)
        let first = console.coloredError("\(diagnostic.location): ", .bold) + word + " " + diagnostic.message
        return [first] + excerpt + (diagnostic.help.map { ["  help: \($0)"] } ?? [])
    }

    /// The line itself, and carets below what is meant of it.
    private var excerpt: [String] {
        let location = diagnostic.location
        guard let whole = sources.line(at: location) else { return [] }
        let number = indented(String(location.line), to: 5)
        guard let column = location.column else {
            let isLong = whole.count > Self.longestQuote
            return ["\(number) | \(String(whole.prefix(Self.longestQuote)))\(isLong ? "…" : "")"]
        }
        let (line, place) = clipped(whole, around: column)
        return ["\(number) | \(String(line))", "      | " + marks(below: line, at: place)]
    }

    /// The part of a long line where the column lies, and the column in it.
    private func clipped(_ line: [Character], around column: Int) -> (line: [Character], column: Int) {
        guard line.count > Self.longestQuote else { return (line, column) }
        let start = max(0, min(column - 1 - Self.longestQuote / 2, line.count - Self.longestQuote))
        let part = line[start..<min(line.count, start + Self.longestQuote)]
        let (before, after) = (start > 0 ? ["…"] : [], part.endIndex < line.count ? ["…"] : [])
        return (before.map(Character.init) + part + after.map(Character.init), column - start + before.count)
    }

    /// As much room as the text before a column takes, and a caret for every character that is meant.
    private func marks(below line: [Character], at column: Int) -> String {
        let before = line.prefix(max(0, column - 1)).map { $0 == "\t" ? "\t" : " " }
        let room = before.joined() + String(repeating: " ", count: max(0, column - 1 - before.count))
        let length = (diagnostic.endColumn ?? 0) - (diagnostic.location.column ?? 0)
        return room + String(repeating: "^", count: max(1, min(length, line.count - column + 1)))
    }
}
