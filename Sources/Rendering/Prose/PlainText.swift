import Manuscript

/// Inlines as a text without mark-up: for alternative texts, titles and labels.
struct PlainText {
    let scope: ChapterScope

    func text(_ inlines: [Inline]) -> String { inlines.map(text).joined() }

    private func text(_ inline: Inline) -> String {
        switch inline {
        case .text(let text), .code(let text), .math(let text, _): text
        case .emphasis(let content), .strong(let content), .strikethrough(let content): text(content)
        case .link(_, _, let content, _), .span(_, let content): text(content)
        case .image(_, let alternative, _, _): alternative
        case .value(let index): scope.text(ofValue: index) ?? scope.missing
        case .reference(let label, _): scope.book.references[label].map(\.title) ?? label
        case .citation(let keys, _): Citation(keys: keys, bibliography: scope.book.settings.bibliography).text
        case .note, .taskMark, .html: ""
        case .softBreak, .lineBreak: " "
        }
    }
}

extension ReferenceTarget {
    /// As the text names it, such as `Figure 3.2`, with a space that does not break.
    package var title: String { "\(kind.word)\u{A0}\(number)" }
}

extension ReferenceTarget.Kind {
    package var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
