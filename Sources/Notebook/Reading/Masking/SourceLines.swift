/// A text's lines, each marked as blank, text or verbatim.
///
/// The marks serve masking only, so that a `$` of one code block never pairs with one of the next. Markdown's own
/// parser has the last word on what is code: whatever is masked there by mistake is put back letter by letter.
func sourceLines(of text: String) -> [SourceLine] {
    var fence: OpenFence?
    var isComment = false
    var previous: SourceLine?
    return text.linesOfText.map { line in
        var line = SourceLine(line)
        if let open = fence {
            if open.isClosed(by: line) { fence = nil }
            line.kind = .verbatim
        } else if isComment || line.content.starts(with: "<!--") {
            isComment = !String(line.content).contains("-->")
            line.kind = .verbatim
        } else if let open = OpenFence(line) {
            fence = open
            line.kind = .verbatim
        }
        if let previous {
            line.startsBlock = line.startsBlock || previous.isHeading || line.quoteDepth > previous.quoteDepth
        }
        previous = line
        return line
    }
}

/// A fence that waits for its end.
struct OpenFence: Equatable {
    let character: Character
    let length: Int
    let quoteDepth: Int

    init(character: Character, length: Int, quoteDepth: Int) {
        self.character = character
        self.length = length
        self.quoteDepth = quoteDepth
    }

    init?(_ line: SourceLine) {
        guard let first = line.content.first, first == "`" || first == "~" else { return nil }
        let length = line.content.prefix { $0 == first }.count
        guard length >= 3, first == "~" || !line.content.dropFirst(length).contains("`") else { return nil }
        self.init(character: first, length: length, quoteDepth: line.quoteDepth)
    }

    /// Whether the line is made of at least as many of the fence's characters, in the same quotes.
    func isClosed(by line: SourceLine) -> Bool {
        let content = line.characters[line.textStart(quoteDepth: quoteDepth)...]
        let length = content.prefix { $0 == character }.count
        return length >= self.length && content.dropFirst(length).allSatisfy(\.isBlank)
    }
}
