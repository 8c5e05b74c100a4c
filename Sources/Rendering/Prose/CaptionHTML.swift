import Manuscript
import Markup

/// What stands below a figure or above a table: its number, and a text whose first sentence says what is to be seen.
struct CaptionHTML {
    let scope: ChapterScope
    let target: ReferenceTarget?
    let content: [Inline]

    /// Nothing where there is neither a number nor a text.
    var html: HTML {
        guard target != nil || !content.isEmpty else { return .empty }
        let number: HTML = target.map { "<span class=\"caption-number\">\($0.title).</span> " } ?? .empty
        return "<figcaption>\(number)\(text)</figcaption>"
    }

    private var text: HTML {
        let inlines = InlineHTML(scope: scope)
        let (lead, rest) = Self.split(content)
        return lead.isEmpty ? .empty : "<strong>\(inlines.html(lead))</strong>\(inlines.html(rest))"
    }

    /// The first sentence, and what follows it.
    static func split(_ content: [Inline]) -> (lead: [Inline], rest: [Inline]) {
        for (index, inline) in content.enumerated() {
            guard case .text(let text) = inline else { continue }
            guard let end = sentenceEnd(text, isLast: index == content.count - 1) else { continue }
            let lead = content[..<index] + [.text(String(text[..<end]))]
            let rest = [.text(String(text[end...]))] + content[(index + 1)...]
            return (Array(lead), end == text.endIndex ? Array(content[(index + 1)...]) : Array(rest))
        }
        return (content, [])
    }

    /// A full stop, or its like, before white space and a capital letter or digit, or at the end of the text.
    private static func sentenceEnd(_ text: String, isLast: Bool) -> String.Index? {
        if let match = text.firstMatch(of: endBeforeSentence) { return match.range.upperBound }
        // What follows is mark-up, such as a value or a reference; it may well begin a sentence.
        if !isLast, let match = text.firstMatch(of: endBeforeMarkup) { return match.range.upperBound }
        if !isLast, text.last.map({ ".!?".contains($0) }) == true { return text.endIndex }
        return nil
    }

    private nonisolated(unsafe) static let endBeforeSentence = /[.!?][”")]?(?=\s+["“(]?[\p{Lu}\p{Nd}])/
    private nonisolated(unsafe) static let endBeforeMarkup = /[.!?][”")]?(?=\s+$)/
}
