/// A chapter's text without what only editors of other systems put there, and without characters that are none.
struct CleanText: Equatable {
    let text: String
    let diagnostics: [Diagnostic]

    init(_ source: String, file: String) {
        var text = source.utf8.contains(0x0D) ? source.replacing("\r\n", with: "\n") : source
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        guard text.unicodeScalars.contains(where: Self.isNoCharacter) else {
            (self.text, diagnostics) = (text, [])
            return
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        diagnostics = lines.enumerated().compactMap { index, line in
            guard let scalar = line.unicodeScalars.first(where: Self.isNoCharacter) else { return nil }
            let code = String(scalar.value, radix: 16, uppercase: true)
            return Diagnostic(
                code: .badCharacter, at: SourceLocation(file: file, line: index + 1),
                "U+\(code) is no character of a text",
                help: "delete it; it cannot be seen")
        }
        if !diagnostics.isEmpty { text.unicodeScalars.removeAll(where: Self.isNoCharacter) }
        self.text = text
    }

    private static func isNoCharacter(_ scalar: UnicodeScalar) -> Bool {
        scalar.value == 0 || MaskToken.isReserved(scalar)
    }
}

extension String {
    /// The lines of a text whose lines end in no other way than with a line feed. Bytes are split much faster than
    /// characters.
    var linesOfText: [Substring] {
        utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init)
    }
}
