/// A line of Markdown with what its parser says of it: what contains it, and whether a paragraph may run on into it.
package struct SourceLine: Equatable {
    package enum Kind: Equatable {
        case blank
        case text
        /// Code and HTML.
        case verbatim
    }

    package let text: Substring
    package let kind: Kind
    /// How many quotes (`>`) hold the line.
    let quoteDepth: Int
    /// Whether no block holds the line, as where it defines the address of a link.
    let isOutsideOfBlocks: Bool
    /// Whether a block begins with the line: a paragraph, a heading, the row of a table.
    let startsBlock: Bool

    package var characters: [Character] { text.letters }

    /// The line after its quotes and indentation.
    package var content: Substring { text.dropFirst(textStart(quoteDepth: .max)) }

    /// Where the text begins after blanks and at most `depth` quotes: what a display formula's further lines lose.
    func textStart(quoteDepth depth: Int) -> Int {
        var (start, found) = (0, 0)
        for character in text {
            if character == ">", found < depth {
                found += 1
            } else if !character.isBlank {
                break
            }
            start += 1
        }
        return start
    }

    /// The lines of a text, as its structure tells of them. Definitions of links, which stand in no block, are text.
    package static func lines(of text: String, in structure: BlockStructure) -> [SourceLine] {
        var leaves = structure.leaves[...]
        return text.linesOfText.enumerated().map { index, line in
            let number = index + 1
            while let first = leaves.first, first.lines.upperBound < number { leaves.removeFirst() }
            // The parser counts the line behind a fence that nothing closes to the code.
            while let next = leaves.dropFirst().first, next.lines.contains(number) { leaves.removeFirst() }
            let leaf = leaves.first.flatMap { $0.lines.contains(number) ? $0 : nil }
            let isVerbatim = leaf.map { $0.kind != .text } ?? false
            let isBlank = line.utf8.allSatisfy { " \t>".utf8.contains($0) }
            return SourceLine(
                text: line, kind: isVerbatim ? .verbatim : isBlank ? .blank : .text,
                quoteDepth: leaf?.quoteDepth ?? 0, isOutsideOfBlocks: leaf == nil,
                startsBlock: leaf.map { $0.lines.lowerBound == number } ?? true)
        }
    }
}
