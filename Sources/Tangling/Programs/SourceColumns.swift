import Manuscript

/// Columns of a chapter's lines: the compiler counts bytes, a reader counts characters.
package struct SourceColumns {
    private let lines: TextColumns

    package init(_ source: String) { lines = TextColumns(source) }

    /// How many bytes come before the character in this column, from 1; for a line that is not there as many as
    /// characters.
    package func bytes(before column: Int, line: Int) -> Int {
        lines.has(line: line - 1) ? lines.bytes(ofFirst: column - 1, line: line - 1) : column - 1
    }

    /// The same diagnostic with its columns in characters.
    package func inCharacters(_ diagnostic: Diagnostic) -> Diagnostic {
        let place = diagnostic.location
        guard let column = place.column, lines.has(line: place.line - 1) else { return diagnostic }
        let location = SourceLocation(
            file: place.file, line: place.line, column: characters(place.line - 1, byte: column))
        return diagnostic.with(
            location: location, endColumn: diagnostic.endColumn.map { characters(place.line - 1, byte: $0) })
    }

    /// A column in characters; past the line's end the compiler counts on.
    private func characters(_ line: Int, byte column: Int) -> Int {
        lines.characters(inFirst: column - 1, line: line) + max(0, column - 1 - lines[line].count) + 1
    }
}
