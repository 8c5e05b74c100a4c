extension TreeBuilder {
    /// A reference to a footnote, with the note's content in place.
    mutating func footnote(_ node: MarkdownNode) -> Inline? {
        guard let place = Int(node.literal), noteDefinitions.indices.contains(place - 1) else {
            fatalError("no footnote \(node.literal) in \(file)")
        }
        if isInsideNote {
            let location = SourceLocation(file: file, line: blockLines.lowerBound)
            report(code: .badNote, "a footnote cannot stand in a footnote", at: location)
            return nil
        }
        let note = notes[place] ?? Note(number: notes.count + 1, content: content(of: noteDefinitions[place - 1]))
        notes[place] = note
        return .note(number: note.number, content: note.content)
    }

    private mutating func content(of definition: MarkdownNode) -> [Block] {
        let outerLines = blockLines
        defer { (blockLines, isInsideNote) = (outerLines, false) }
        isInsideNote = true
        return blocks(of: definition)
    }

    /// Markdown leaves a reference without a definition as text.
    mutating func noteUndefinedFootnotes(in text: String) {
        guard text.contains("[^") else { return }
        for match in text.matches(of: Self.noteReference) {
            report(
                code: .unknownNote, "the footnote `[^\(match.1)]` is not defined", at: location(of: String(match.0)),
                help: "write a line `[^\(match.1)]: …`")
        }
    }

    /// Made once: to make a pattern costs more than to match it.
    private nonisolated(unsafe) static let noteReference = /\[\^([^\[\]\s]+)\]/
    private nonisolated(unsafe) static let noteDefinition = /\[\^([^\[\]\s]+)\]:/

    /// Whether one of the blocks, which follow each other, holds a line.
    private static func isIn(_ blocks: [ClosedRange<Int>], line: Int) -> Bool {
        let next = blocks.partitioningIndex { $0.upperBound >= line }
        return next < blocks.count && blocks[next].contains(line)
    }

    /// Definitions of footnotes that Markdown dropped, because nothing refers to them.
    static func unusedNotes(in root: MarkdownNode, lines: [SourceLine], file: String) -> [Diagnostic] {
        let used = Set(root.children.filter { $0.kind == .footnoteDefinition }.map(\.lines.lowerBound))
        let code = root.children.filter { $0.kind == .codeBlock || $0.kind == .htmlBlock }.map(\.lines)
        var labels: Set<String> = []
        return lines.enumerated().compactMap { index, line in
            guard line.kind == .text, line.content.starts(with: "[^"), !isIn(code, line: index + 1),
                let match = String(line.content).prefixMatch(of: noteDefinition)
            else { return nil }
            let isSecond = !labels.insert(match.1.lowercased()).inserted
            if used.contains(index + 1), !isSecond { return nil }
            let message =
                isSecond
                ? "the footnote `[^\(match.1)]` is defined twice" : "nothing refers to the footnote `[^\(match.1)]`"
            let location = SourceLocation(file: file, line: index + 1)
            return isSecond
                ? Diagnostic(code: .duplicateNote, at: location, message)
                : Diagnostic(.warning, code: .unusedNote, at: location, message)
        }
    }
}
