import Manuscript

extension TreeBuilder {
    /// A piece of Markdown that stands in an option or a setting at one line of the file: a caption, for example. The
    /// chapter's footnotes and the addresses that it defines for links are known there too.
    package mutating func fragment(_ text: String, at location: SourceLocation) -> [Inline] {
        let (outerLines, outerNotes) = (blockLines, notesOfFragment)
        defer { (blockLines, notesOfFragment) = (outerLines, outerNotes) }
        let reading = TextMask(file: file, onlyLine: location.line).reading(
            text + definitions(for: text), firstPiece: pieces.count)
        pieces += reading.masked.pieces
        let count = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        let children = reading.tree.root.children.filter { $0.leadLine == nil }
        let blocks = children.filter { $0.kind != .footnoteDefinition && $0.lines.lowerBound <= count }
        guard blocks.count <= 1, blocks.allSatisfy({ $0.kind == .paragraph }) else {
            report(code: .badOptionValue, "this must be one paragraph of text", at: location)
            return []
        }
        blockLines = location.line...location.line
        notesOfFragment = children.filter { $0.kind == .footnoteDefinition }
            .map { $0.children.first?.children.first.flatMap { Int($0.literal) } ?? 0 }
        return blocks.first.map { inlines(of: $0) } ?? []
    }

    /// Below a fragment: a definition of each footnote that it may refer to, which says the note's number, and the lines
    /// that define its links.
    private func definitions(for text: String) -> String {
        guard text.contains("[") else { return "" }
        let labels = text.lowercased().matches(of: /\[(\^?)([^\[\]]+)\]/)
        let definitions = labels.compactMap { match -> String? in
            let label = String(match.2)
            guard !match.1.isEmpty else { return linkDefinitions[label] }
            return noteLabels.numbers[label].map { "[^\(label)]: \($0)" }
        }
        return definitions.map { "\n\n\($0)" }.joined()
    }

    /// The lines that say `[label]: …`, by their labels in small letters.
    static func linkDefinitions(in lines: [SourceLine]) -> [String: String] {
        let texts = lines.filter { $0.kind == .text && $0.content.first == "[" }.map { String($0.content) }
        let labeled = texts.compactMap { line in linkLabel(definedBy: line).map { ($0, line) } }
        return Dictionary(labeled, uniquingKeysWith: { first, _ in first })
    }

    /// The label in `[label]: …`, in small letters.
    static func linkLabel(definedBy line: String) -> String? {
        line.prefixMatch(of: linkDefinition).map { $0.1.lowercased() }
    }

    /// Made once: to make a pattern costs more than to match it.
    private nonisolated(unsafe) static let linkDefinition = /\[([^\[\]^][^\[\]]*)\]:/
}
