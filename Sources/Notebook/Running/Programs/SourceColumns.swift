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

    /// The same diagnostic with its columns in characters.
    func inCharacters(_ diagnostic: Diagnostic) -> Diagnostic {
        let place = diagnostic.location
        guard let column = place.column, lines.indices.contains(place.line - 1) else { return diagnostic }
        let line = lines[place.line - 1]
        let location = SourceLocation(file: place.file, line: place.line, column: characters(line, byte: column))
        return diagnostic.with(location: location, endColumn: diagnostic.endColumn.map { characters(line, byte: $0) })
    }

    func inCharacters(_ failure: RunFailure) -> RunFailure {
        RunFailure(kind: failure.kind, cell: failure.cell, diagnostics: failure.diagnostics.map(inCharacters))
    }

    /// A column in characters; past the line's end the compiler counts on.
    private func characters(_ line: Substring, byte column: Int) -> Int {
        let before = String(decoding: line.utf8.prefix(column - 1), as: UTF8.self).count
        return before + max(0, column - 1 - line.utf8.count) + 1
    }
}
