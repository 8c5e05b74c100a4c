/// Columns of a chapter's lines: the compiler counts bytes, a reader counts characters.
struct SourceColumns {
    private let lines: [Substring]

    init(_ source: String) { lines = source.split(separator: "\n", omittingEmptySubsequences: false) }

    /// How many bytes come before the character in this column, from 1; for a line that is not there as many as
    /// characters.
    func bytes(before column: Int, line: Int) -> Int {
        guard lines.indices.contains(line - 1) else { return column - 1 }
        return lines[line - 1].prefix(column - 1).utf8.count
    }

    /// The same diagnostic with its column in characters.
    func inCharacters(_ diagnostic: Diagnostic) -> Diagnostic {
        let place = diagnostic.location
        guard let column = place.column, lines.indices.contains(place.line - 1) else { return diagnostic }
        let line = lines[place.line - 1]
        let before = String(decoding: line.utf8.prefix(column - 1), as: UTF8.self).count
        // Past the line's end the compiler counts on.
        let beyond = max(0, column - 1 - line.utf8.count)
        return Diagnostic(
            diagnostic.severity, at: SourceLocation(file: place.file, line: place.line, column: before + beyond + 1),
            diagnostic.message, help: diagnostic.help)
    }

    func inCharacters(_ failure: RunFailure) -> RunFailure {
        RunFailure(kind: failure.kind, cell: failure.cell, diagnostics: failure.diagnostics.map(inCharacters))
    }
}
