import Foundation
import Notebook

/// A diagnostic as lines of text: what compilers write, with the line of the source below it.
struct DiagnosticText {
    let diagnostic: Diagnostic
    /// The source of the file it is about; nil where that cannot be read.
    let source: String?

    /// How many characters of a long line are quoted.
    private static let longestQuote = 120

    init(_ diagnostic: Diagnostic, book folder: URL) {
        self.diagnostic = diagnostic
        source = BookReader.source(of: diagnostic.location.file, in: folder).map { Self.text(of: $0) }
    }

    func lines(_ console: Console) -> [String] {
        let isError = diagnostic.severity == .error
        let word = console.coloredError(isError ? "error:" : "warning:", isError ? .red : .yellow)
        let first = console.coloredError("\(diagnostic.location): ", .bold) + word + " " + diagnostic.message
        return [first] + excerpt + (diagnostic.help.map { ["  help: \($0)"] } ?? [])
    }

    /// As the reader of the chapter counts lines and columns: "\r\n" is one line end, and the mark in front of a UTF-8
    /// file no character.
    private static func text(of data: Data) -> String {
        var text = String(decoding: data, as: UTF8.self).replacing("\r\n", with: "\n")
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        return text
    }

    /// The line itself, and carets below what is meant of it.
    private var excerpt: [String] {
        let location = diagnostic.location
        let lines = source?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
        guard lines.indices.contains(location.line - 1) else { return [] }
        let number = indented(String(location.line), to: 5)
        guard let column = location.column else {
            let line = lines[location.line - 1]
            let isLong = line.count > Self.longestQuote
            return ["\(number) | \(line.prefix(Self.longestQuote))\(isLong ? "…" : "")"]
        }
        let (line, place) = clipped(Array(lines[location.line - 1]), around: column)
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
