import Manuscript
import Markup

/// Inlines as mark-up: one function per kind.
struct InlineHTML {
    let scope: ChapterScope
    /// True inside of a link or a list of contents, where neither links nor notes may stand.
    var isInsideLink = false

    func html(_ inlines: [Inline]) -> HTML {
        let parts = inlines.map { inline -> RawHTML.Part in
            if case .html(let source) = inline { .source(source) } else { .page(html(inline)) }
        }
        return RawHTML.joined(parts, isInline: true)
    }

    func html(_ inline: Inline) -> HTML {
        switch inline {
        case .text(let text): "\(text)"
        case .emphasis(let content): "<em>\(html(content))</em>"
        case .strong(let content): "<strong>\(html(content))</strong>"
        case .strikethrough(let content): "<del>\(html(content))</del>"
        case .code(let code): "<code>\(code)</code>"
        case .link(let destination, let title, let content, _): link(destination, title, content)
        case .image(let source, let alternative, let title, _): image(source, alternative, title)
        case .math(let tex, _): FormulaHTML.html(tex, isDisplay: false, in: scope.formulas)
        case .value(let index): value(index)
        case .span(let span, let content): self.span(span, content)
        case .reference(let label, _): reference(label)
        case .citation(let keys, _): citation(keys)
        case .note(let number, let content): note(number, content)
        case .taskMark(let isDone):
            "<input type=\"checkbox\" disabled\(isDone ? " checked" : .empty) aria-label=\"\(isDone ? "done" : "to do")\">"
        case .softBreak: "\n"
        case .lineBreak: "<br>\n"
        case .html(let source): RawHTML.filtered(source)
        }
    }

    private func link(_ destination: String, _ title: String, _ content: [Inline]) -> HTML {
        var inner = self
        inner.isInsideLink = true
        guard !isInsideLink,
            let address = LinkTarget.address(of: destination, in: scope.book, files: scope.files)
        else { return inner.html(content) }
        let titleAttribute: HTML = title.isEmpty ? .empty : " title=\"\(title)\""
        return "<a href=\"\(address)\"\(titleAttribute)>\(inner.html(content))</a>"
    }

    private func image(_ source: String, _ alternative: String, _ title: String) -> HTML {
        guard let picture = scope.picture(source) else {
            return "<span class=\"missing\">picture missing: \(alternative.isEmpty ? source : alternative)</span>"
        }
        let titleAttribute: HTML = title.isEmpty ? .empty : " title=\"\(title)\""
        let address = LinkAddress.file(picture.path)
        return "<img src=\"\(address)\" alt=\"\(alternative)\"\(titleAttribute)\(picture.sizeAttributes)>"
    }

    private func value(_ index: Int) -> HTML {
        ValueHTML(scope: scope, index: index, isInsideLink: isInsideLink).html
    }

    /// In a link or a list of contents a claim is its text alone.
    private func span(_ span: Span, _ content: [Inline]) -> HTML {
        guard case .claim(let index) = span, !isInsideLink else { return html(content) }
        return ClaimHTML(scope: scope, index: index, content: html(content)).html
    }

    private func reference(_ label: String) -> HTML {
        guard let target = scope.book.references[label] else { return "<span class=\"unresolved\">@\(label)</span>" }
        if isInsideLink { return "\(target.title)" }
        let address = LinkAddress.place(target, from: scope.chapter)
        return "<a class=\"reference\" href=\"\(address)\">\(target.title)</a>"
    }

    private func citation(_ keys: [String]) -> HTML {
        let citation = Citation(keys: keys, bibliography: scope.book.settings.bibliography)
        return isInsideLink ? "\(citation.text)" : citation.html
    }

    private func note(_ number: Int, _ content: [Block]) -> HTML {
        isInsideLink ? .empty : NoteHTML(scope: scope).html(number: number, content)
    }
}
