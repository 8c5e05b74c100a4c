import Manuscript

extension TreeBuilder {
    /// A reference to a footnote, with the note's content in place.
    package mutating func footnote(_ node: MarkdownNode) -> Inline? {
        guard var place = Int(node.literal) else { fatalError("no footnote \(node.literal) in \(file)") }
        if let notesOfFragment { place = notesOfFragment[place - 1] }
        guard noteDefinitions.indices.contains(place - 1) else { fatalError("no footnote \(place) in \(file)") }
        if isInsideNote {
            mentionedNotes.insert(place)
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

    /// Definitions of footnotes that nothing refers to, and those whose label is taken.
    mutating func noteUnusedNotes() {
        let starts = Set(noteDefinitions.map(\.lines.lowerBound))
        var labels: Set<String> = []
        for (index, line) in lines.enumerated() where line.kind == .text && line.content.first == "[" {
            guard let label = NoteLabels.label(definedBy: String(line.content)) else { continue }
            let location = SourceLocation(file: file, line: index + 1)
            if !labels.insert(label.lowercased()).inserted {
                report(code: .duplicateNote, "the footnote `[^\(label)]` is defined twice", at: location)
            } else if starts.contains(index + 1), !isUsed(label) {
                warn(code: .unusedNote, "nothing refers to the footnote `[^\(label)]`", at: location)
            }
        }
    }

    private func isUsed(_ label: String) -> Bool {
        noteLabels.numbers[label.lowercased()].map { notes[$0] != nil || mentionedNotes.contains($0) } ?? true
    }
}
