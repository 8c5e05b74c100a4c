import Manuscript

/// What an inline text is made of before it is known where it stands.
package enum InlinePart: Equatable {
    case inline(Inline)
    /// `$$…$$`, which splits its paragraph.
    case display(tex: String, label: String?, location: SourceLocation)
    /// `{#label}`, which belongs to the heading or the caption that it ends.
    case label(String, location: SourceLocation)
}

extension [InlinePart] {
    /// Adds a part; text goes on with text.
    package mutating func add(_ inline: Inline) {
        guard case .text(let text) = inline, case .inline(.text(var joined))? = last else {
            return append(.inline(inline))
        }
        // With the part gone the text has one owner, and grows in its place.
        removeLast()
        joined += text
        append(.inline(.text(joined)))
    }

    /// Takes back a line end, because what follows belongs to the same formula.
    mutating func joinLines() {
        if last == .inline(.softBreak) { removeLast() }
    }
}

/// Without line ends and blanks at both ends.
package func trimmed(_ inlines: [Inline]) -> [Inline] {
    var inlines = inlines[...]
    while let first = inlines.first, isBlank(first) { inlines.removeFirst() }
    while let last = inlines.last, isBlank(last) { inlines.removeLast() }
    var result = Array(inlines)
    if case .text(let text)? = result.first { result[0] = .text(String(text.drop(while: \.isBlank))) }
    if case .text(var text)? = result.last {
        while text.last?.isBlank == true { text.removeLast() }
        result[result.count - 1] = .text(text)
    }
    return result
}

private func isBlank(_ inline: Inline) -> Bool {
    switch inline {
    case .softBreak, .lineBreak: true
    case .text(let text): text.allSatisfy(\.isBlank)
    default: false
    }
}

/// The letters of some inlines without their markup, for titles and anchors; values, notes and references have none.
func writtenText(of inlines: [Inline]) -> String {
    inlines.map { inline in
        switch inline {
        case .text(let text), .code(let text), .math(let text, _): text
        case .emphasis(let content), .strong(let content), .strikethrough(let content): writtenText(of: content)
        case .link(_, _, let content, _), .span(_, let content): writtenText(of: content)
        case .image(_, let alternative, _, _): alternative
        case .softBreak, .lineBreak: " "
        case .value, .reference, .citation, .note, .taskMark, .html: ""
        }
    }.joined()
}
