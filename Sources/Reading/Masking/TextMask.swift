import Manuscript

/// Hides mathematics, inline values, references, citations and labels from Markdown, which would take a `_` in a
/// formula for emphasis and a `|` in a value for the border of a table's cell.
package struct TextMask {
    package let file: String
    /// The line of the whole text, for one that is not in the file letter by letter, such as a caption; nil for the text
    /// of a file, whose lines and columns count.
    let onlyLine: Int?

    package init(file: String, onlyLine: Int? = nil) {
        self.file = file
        self.onlyLine = onlyLine
    }

    package func masking(_ text: String) -> MaskedText { reading(text).masked }

    /// What masking and Markdown's parser make of a text together.
    package struct Reading {
        package var masked: MaskedText
        package let tree: MarkdownTree
        package let lines: [SourceLine]
    }

    /// How often a text is masked at most.
    private static let rounds = 4

    /// Markdown's parser says where a block ends, beyond which nothing is masked; but a formula may hold a line that
    /// looks like a list, and a value what looks like the border of a cell. So the text is masked once more where the
    /// blocks are others without them.
    ///
    /// - Parameter firstPiece: how many pieces the texts before have, which share one numbering.
    package func reading(_ text: String, firstPiece: Int = 0) -> Reading {
        let text = withoutTokens(text)
        var structure = BlockStructure(of: MarkdownTree(parsing: text).root)
        var round = 1
        while true {
            let lines = SourceLine.lines(of: text, in: structure)
            let masked = mask(lines, firstPiece: firstPiece)
            let tree = MarkdownTree(parsing: masked.text, after: NoteLabels.lead(of: masked.text))
            let found = BlockStructure(of: tree.root)
            if found == structure || round == Self.rounds {
                return Reading(masked: masked, tree: tree, lines: lines)
            }
            structure = found
            round += 1
        }
    }

    /// Escapes in a caption's YAML can still write the characters that make tokens; a chapter's text has lost them.
    private func withoutTokens(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: MaskToken.isReserved) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !MaskToken.isReserved($0) }))
    }

    private func mask(_ lines: [SourceLine], firstPiece: Int) -> MaskedText {
        var pieces = MaskedPieces(first: firstPiece)
        var masked: [String] = []
        while masked.count < lines.count {
            let stretch = lines[masked.count...].prefix { $0.kind == .text }
            if stretch.isEmpty {
                masked.append(String(lines[masked.count].text))
            } else {
                masked += mask(stretch, pieces: &pieces)
            }
        }
        return MaskedText(text: masked.joined(separator: "\n"), pieces: pieces.all)
    }

    private func mask(_ stretch: ArraySlice<SourceLine>, pieces: inout MaskedPieces) -> [String] {
        guard stretch.contains(where: { MaskScanner.mayFind(in: $0.text) }) else {
            return stretch.map { String($0.text) }
        }
        let lines = JoinedLines(stretch)
        let findings = MaskScanner.findings(in: lines)
        return lines.replacing(findings.map(\.range)) { number, part in
            let range = findings[number].range
            let start = lines.positions[range.lowerBound]
            let isFirst = part.line == start.line
            let location = SourceLocation(
                file: file, line: onlyLine ?? stretch.startIndex + part.line + 1,
                column: onlyLine == nil && isFirst ? start.column + 1 : nil)
            let piece = MaskedPiece(
                meaning: isFirst ? findings[number].meaning : .continuation, source: part.covered, location: location)
            let isLast = part.line == lines.positions[range.upperBound].line
            return MaskToken.text(
                for: pieces.number(of: piece), isAfterMark: isFirst && lines.isMark(at: range.lowerBound - 1),
                isBeforeMark: isLast && lines.isMark(at: range.upperBound)
                    && part.covered.last.map { !$0.isLetter && !$0.isNumber } ?? false)
        }
    }
}

/// The pieces of a text, while it is masked.
private struct MaskedPieces {
    private let first: Int
    private(set) var all: [MaskedPiece] = []
    /// Characters that are escaped are all alike, so that a label reads the same wherever it stands.
    private var escapes: [Character: Int] = [:]

    init(first: Int) { self.first = first }

    mutating func number(of piece: MaskedPiece) -> Int {
        if case .escaped(let character) = piece.meaning {
            if let known = escapes[character], all[known].source == piece.source { return first + known }
            escapes[character] = all.count
        }
        all.append(piece)
        return first + all.count - 1
    }
}

extension JoinedLines {
    /// Whether one of the characters stands at a position that make emphasis: it matters to them what stands beside them.
    fileprivate func isMark(at position: Int) -> Bool { character(at: position).map { "*_~".contains($0) } ?? false }
}
