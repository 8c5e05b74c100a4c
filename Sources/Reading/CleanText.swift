import Manuscript

/// A chapter's text without what only editors of other systems put there, and without characters that are none.
package struct CleanText: Equatable {
    package let text: String
    package let diagnostics: [Diagnostic]

    package init(_ source: String, file: String) {
        var text = source.utf8.contains(0x0D) ? source.replacing("\r\n", with: "\n") : source
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        let lines = text.linesOfText
        let tables = lines.indices.filter { Self.columns(in: lines[$0]) > Self.greatestColumns }
        guard !tables.isEmpty || text.unicodeScalars.contains(where: Self.isNoCharacter) else {
            (self.text, diagnostics) = (text, [])
            return
        }
        let faults = lines.enumerated().compactMap { index, line -> Diagnostic? in
            guard let scalar = line.unicodeScalars.first(where: Self.isNoCharacter) else { return nil }
            let code = String(scalar.value, radix: 16, uppercase: true)
            return Diagnostic(
                code: .badCharacter, at: SourceLocation(file: file, line: index + 1),
                "U+\(code) is no character of a text",
                help: "delete it; it cannot be seen")
        }
        if !faults.isEmpty { text.unicodeScalars.removeAll(where: Self.isNoCharacter) }
        self.text = tables.isEmpty ? text : Self.text(text, without: Set(tables))
        diagnostics = faults + tables.map { Self.tooWide(at: SourceLocation(file: file, line: $0 + 1)) }
    }

    /// Markdown's parser gives every row of a table as many cells as its heading has, and a page has no room for them.
    private static let greatestColumns = 200

    /// Of a table, where the line is that of hyphens below its heading; else none.
    private static func columns(in line: Substring) -> Int {
        guard line.utf8.count > greatestColumns, line.utf8.allSatisfy({ "|-: \t>".utf8.contains($0) }) else { return 0 }
        return line.split(separator: "|").count { $0.contains("-") }
    }

    private static func text(_ text: String, without lines: Set<Int>) -> String {
        text.linesOfText.enumerated()
            .map { lines.contains($0.offset) ? "" : $0.element }.joined(separator: "\n")
    }

    private static func tooWide(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            code: .badTable, at: location, "a table has no more than \(greatestColumns) columns",
            help: "turn it round, or take it apart")
    }

    private static func isNoCharacter(_ scalar: UnicodeScalar) -> Bool {
        scalar.value == 0 || MaskToken.isReserved(scalar)
    }
}
