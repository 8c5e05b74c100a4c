/// Hides mathematics, inline values, references, citations and labels from Markdown, which would take a `_` in a formula
/// for emphasis and a `|` in a value for the border of a table's cell.
package struct TextMask {
    let file: String
    /// False for a text that is not in the file letter by letter, such as a caption; its columns mean nothing.
    let hasColumns: Bool

    package init(file: String, hasColumns: Bool = true) {
        self.file = file
        self.hasColumns = hasColumns
    }

    /// `pieces` are those of the texts before, which share one numbering.
    package func masking(_ text: String, after pieces: [MaskedPiece] = []) -> MaskedText {
        let lines = sourceLines(of: text)
        var pieces = pieces
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
        return MaskedText(text: masked.joined(separator: "\n"), pieces: pieces)
    }

    private func mask(_ stretch: ArraySlice<SourceLine>, pieces: inout [MaskedPiece]) -> [String] {
        let lines = JoinedLines(stretch)
        let findings = MaskScanner.findings(in: lines)
        return lines.replacing(findings.map(\.range)) { number, part in
            let start = lines.positions[findings[number].range.lowerBound]
            let isFirst = part.line == start.line
            let location = SourceLocation(
                file: file, line: stretch.startIndex + part.line + 1,
                column: hasColumns && isFirst ? start.column + 1 : nil)
            pieces.append(
                MaskedPiece(
                    meaning: isFirst ? findings[number].meaning : .continuation, source: part.covered,
                    location: location))
            return MaskToken.text(for: pieces.count - 1)
        }
    }
}
