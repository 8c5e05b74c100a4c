/// Hides mathematics, inline values, references, citations and labels from Markdown, which would take a `_` in a
/// formula for emphasis and a `|` in a value for the border of a table's cell.
package struct TextMask {
    let file: String
    /// The line of the whole text, for one that is not in the file letter by letter, such as a caption; nil for the text
    /// of a file, whose lines and columns count.
    let onlyLine: Int?

    package init(file: String, onlyLine: Int? = nil) {
        self.file = file
        self.onlyLine = onlyLine
    }

    package func masking(_ text: String) -> MaskedText {
        var pieces: [MaskedPiece] = []
        let masked = masking(text, adding: &pieces)
        return MaskedText(text: masked, pieces: pieces)
    }

    /// The masked text; `pieces` are those of the texts before, which share one numbering, and get its own.
    func masking(_ text: String, adding pieces: inout [MaskedPiece]) -> String {
        let lines = sourceLines(of: withoutTokens(text))
        var masked: [String] = []
        while masked.count < lines.count {
            let rest = lines[masked.count...]
            let stretch = rest.prefix { $0.kind == .text }
            if stretch.isEmpty {
                masked.append(String(lines[masked.count].characters))
            } else {
                masked += mask(stretch, pieces: &pieces)
            }
        }
        return masked.joined(separator: "\n")
    }

    /// Escapes in a caption's YAML can still write the characters that make tokens; a chapter's text has lost them.
    private func withoutTokens(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: MaskToken.isReserved) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !MaskToken.isReserved($0) }))
    }

    private func mask(_ stretch: ArraySlice<SourceLine>, pieces: inout [MaskedPiece]) -> [String] {
        let lines = JoinedLines(stretch)
        let findings = MaskScanner.findings(in: lines)
        return lines.replacing(findings.map(\.range)) { number, part in
            let start = lines.positions[findings[number].range.lowerBound]
            let isFirst = part.line == start.line
            let location = SourceLocation(
                file: file, line: onlyLine ?? stretch.startIndex + part.line + 1,
                column: onlyLine == nil && isFirst ? start.column + 1 : nil)
            pieces.append(
                MaskedPiece(
                    meaning: isFirst ? findings[number].meaning : .continuation, source: part.covered,
                    location: location))
            return MaskToken.text(for: pieces.count - 1)
        }
    }
}
