import Manuscript
import Markup
import Running
import Transcript

/// Inlines as Markdown: one function per kind.
struct MarkdownInlines {
    let markdown: MarkdownScope
    /// Inside of a table's cell, which has one line and ends at a bar.
    var isInTable = false
    /// Inside of a link, where neither links nor notes may stand.
    var isInsideLink = false

    private var scope: ChapterScope { markdown.scope }

    func text(_ inlines: [Inline]) -> String {
        guard inlines.contains(where: { if case .html = $0 { true } else { false } }) else { return joined(inlines) }
        let parts = inlines.enumerated().map { place, inline -> RawHTML.Part in
            if case .html(let source) = inline { return .source(source) }
            return .page(HTML(trusted: text(inline, after: nil, isFollowed: place + 1 < inlines.count)))
        }
        let source = RawHTML.joined(parts, isInline: true).source
        return isInTable ? Self.cell(source) : source
    }

    private func joined(_ inlines: [Inline]) -> String {
        var result = ""
        for (place, inline) in inlines.enumerated() {
            result += text(inline, after: result.last, isFollowed: place + 1 < inlines.count)
        }
        return result
    }

    private func text(_ inline: Inline, after: Character?, isFollowed: Bool) -> String {
        switch inline {
        case .text(let text): MarkdownEscaping.escaped(text, isFollowed: isFollowed)
        case .emphasis(let content): marked(content, "*", "em", after)
        case .strong(let content): marked(content, "**", "strong", after)
        case .strikethrough(let content): marked(content, "~~", "del", after)
        case .code(let code): self.code(code)
        case .link(let destination, let title, let content, _): link(destination, title, content)
        case .image(let source, let alternative, let title, _): image(source, alternative, title)
        case .math(let tex, _):
            MarkdownFormula(tex, macros: scope.book.settings.macros, markdown.dialect, isInTable: isInTable).inline
        case .value(let index): value(index, isFollowed: isFollowed)
        case .span(let span, let content): self.span(span, content)
        case .reference(let label, _): reference(label)
        case .citation(let keys, _): citation(keys)
        case .note(let number, _): isInsideLink ? "" : note(number)
        case .taskMark(let isDone): isDone ? "[x]" : "[ ]"
        case .softBreak: isInTable ? " " : "\n"
        case .lineBreak: isInTable ? "<br>" : "\\\n"
        case .html(let source): RawHTML.filtered(source).source
        }
    }

    /// Not every reader knows how to write a bar in the code of a table.
    private func code(_ code: String) -> String {
        guard isInTable, code.contains("|") else { return MarkdownEscaping.code(code) }
        return "<code>\(MarkdownEscaping.escaped(code).replacing("\\|", with: "&#124;"))</code>"
    }

    /// Where signs could be misread, elements stand in their place.
    private func marked(_ content: [Inline], _ sign: String, _ element: String, _ after: Character?) -> String {
        let text = text(content)
        guard let first = text.first, let last = text.last else { return "" }
        let isPlain = first.isLetter || first.isNumber
        let endsPlain = last.isLetter || last.isNumber
        guard isPlain, endsPlain, after.map({ !"*~".contains($0) }) ?? true else {
            return "<\(element)>\(text)</\(element)>"
        }
        return "\(sign)\(text)\(sign)"
    }

    private func link(_ destination: String, _ title: String, _ content: [Inline]) -> String {
        var inner = self
        inner.isInsideLink = true
        guard !isInsideLink, let address = markdown.address(ofLink: destination) else { return inner.text(content) }
        return "[\(inner.text(content))](\(addressed(address, title)))"
    }

    private func addressed(_ address: String, _ title: String = "") -> String {
        let text = MarkdownEscaping.destination(address, title: title)
        return isInTable ? Self.cell(text) : text
    }

    private func image(_ source: String, _ alternative: String, _ title: String) -> String {
        guard let picture = scope.picture(source) else {
            return "picture missing: \(MarkdownEscaping.escaped(alternative.isEmpty ? source : alternative))"
        }
        let address = markdown.dialect.address(ofPicture: picture.path)
        return "![\(MarkdownEscaping.escaped(alternative))](\(addressed(address, title)))"
    }

    private func value(_ index: Int, isFollowed: Bool) -> String {
        scope.text(ofValue: index).map { MarkdownEscaping.escaped($0, isFollowed: isFollowed) } ?? "*\(scope.missing)*"
    }

    private func span(_ span: Span, _ content: [Inline]) -> String {
        guard case .claim(let index) = span, !isInsideLink else { return text(content) }
        let text = text(content)
        guard let outcome = scope.outcome(ofClaim: index) else { return "\(text) *(not checked)*" }
        switch outcome.holds {
        case true?: return "\(text) ✓"
        case false?: return "\(text) <strong>✗ does not hold: \(MarkdownEscaping.escaped(outcome.evidence))</strong>"
        case nil: return "\(text) ○"
        }
    }

    private func reference(_ label: String) -> String {
        guard let target = scope.book.references[label] else { return MarkdownEscaping.escaped("@\(label)") }
        return isInsideLink ? target.title : "[\(target.title)](\(addressed(markdown.address(of: target))))"
    }

    private func citation(_ keys: [String]) -> String {
        let works = scope.book.settings.bibliography
        let names = keys.map { key -> String in
            let text = MarkdownEscaping.escaped(Citation.name(key, in: works))
            guard works[key] != nil, !isInsideLink else { return text }
            return "[\(text)](\(addressed(LinkAddress.fragment(Citation.anchor(key)))))"
        }
        return "(\(names.joined(separator: "; ")))"
    }

    private func note(_ number: Int) -> String {
        switch markdown.dialect {
        case .gitHub: "[^\(number)]"
        case .jupyter: "<sup>[\(number)](#note.\(number))</sup>"
        }
    }

    /// A bar that is no end of the cell.
    private static func cell(_ text: String) -> String {
        var result = ""
        for letter in text {
            if letter == "|", result.last != "\\" { result.append("\\") }
            result.append(letter.isNewline ? " " : letter)
        }
        return result
    }
}
