import Manuscript

/// The lines of a chapter in which footnotes are defined.
struct NoteLines {
    /// What stands behind the `]:`, in alphabetical order, and its line from 1.
    private let definitions: [(text: String, line: Int)]

    init(_ source: String) {
        definitions = source.linesOfText.enumerated()
            .compactMap { index, line in
                guard line.hasPrefix("[^"), let mark = line.firstRange(of: "]:") else { return nil }
                return (line[mark.upperBound...].trimmingBlanks, index + 1)
            }
            .sorted { ($0.text, $0.line) < ($1.text, $1.line) }
    }

    /// The line in which a footnote with this content is defined; nil where it does not begin with a text.
    func line(of content: [Block]) -> Int? {
        guard case .paragraph(let inlines)? = content.first, case .text(let text)? = inlines.first else { return nil }
        let next = definitions.partitioningIndex { $0.text >= text }
        guard next < definitions.count, definitions[next].text.hasPrefix(text) else { return nil }
        return definitions[next].line
    }
}
