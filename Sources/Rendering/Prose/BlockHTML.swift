import Manuscript
import Markup

/// Blocks as mark-up: one function per kind.
package struct BlockHTML {
    package let scope: ChapterScope

    package init(scope: ChapterScope) { self.scope = scope }

    private var inlines: InlineHTML { InlineHTML(scope: scope) }

    package func html(_ blocks: [Block]) -> HTML { joined(blocks, by: html) }

    private func joined(_ blocks: [Block], by html: (Block) -> HTML) -> HTML {
        let parts = blocks.map { block -> RawHTML.Part in
            if case .html(let source) = block { .source(source) } else { .page(html(block)) }
        }
        return RawHTML.joined(parts, isInline: false)
    }

    package func html(_ block: Block) -> HTML {
        switch block {
        case .heading(let level, let content, let identifier, _): heading(level, content, identifier)
        case .paragraph(let content): paragraph(content)
        case .quote(let content): "<blockquote>\n\(html(content))\n</blockquote>"
        case .callout(let kind, let content): callout(kind, content)
        case .list(let start, let isTight, let items): list(start, isTight, items)
        case .code(let language, let code, _): CodeHTML(code: code, language: language).html
        case .quotedSource(let path, let line, let code, _): QuotedSourceHTML(path: path, line: line, code: code).html
        case .cell(let index): CellHTML(scope: scope, cell: scope.chapter.cells[index]).html
        case .equation(let tex, let label, _): equation(tex, label)
        case .table(let table): MarkdownTableHTML(scope: scope, table: table).html
        case .html(let source): RawHTML.filtered(source)
        case .rule: "<hr>"
        }
    }

    private func heading(_ level: Int, _ content: [Inline], _ identifier: String) -> HTML {
        let number = scope.sections.first { $0.identifier == identifier }?.number ?? ""
        let numberHTML: HTML = number.isEmpty ? .empty : "<span class=\"section-number\">\(number)</span> "
        let name = PlainText(scope: scope).text(content)
        let anchor: HTML = """
            <a class="anchor" href="\(LinkAddress.fragment(identifier))" aria-label="Link to “\(name)”">#</a>
            """
        // The page has one heading of level 1: the chapter's title.
        let element = HTML(trusted: "h\(min(max(level, 2), 6))")
        return "<\(element) id=\"\(identifier)\">\(numberHTML)\(inlines.html(content))\(anchor)</\(element)>"
    }

    private func paragraph(_ content: [Inline]) -> HTML {
        if case .image(let source, _, let title, _)? = content.first, content.count == 1, scope.picture(source) != nil {
            return figure(inlines.html(content), caption: title)
        }
        return "<p>\(inlines.html(content))</p>"
    }

    /// A picture that is a paragraph of its own; its title is its caption.
    private func figure(_ image: HTML, caption: String) -> HTML {
        let captionHTML: HTML = caption.isEmpty ? .empty : "\n<figcaption>\(caption)</figcaption>"
        return "<figure class=\"figure\">\n\(image)\(captionHTML)\n</figure>"
    }

    private func callout(_ kind: String, _ content: [Block]) -> HTML {
        """
        <div class="callout callout-\(kind)" role="note">
        <p class="callout-title">\(Callout.title(kind))</p>
        \(html(content))
        </div>
        """
    }

    private func list(_ start: Int?, _ isTight: Bool, _ items: [[Block]]) -> HTML {
        let entries = items.map { "<li>\(joined($0, by: isTight ? tight : html))</li>" as HTML }
        let body = entries.joined(separator: "\n")
        guard let start else { return "<ul>\n\(body)\n</ul>" }
        let startAttribute: HTML = start == 1 ? .empty : " start=\"\(start)\""
        return "<ol\(startAttribute)>\n\(body)\n</ol>"
    }

    private func tight(_ block: Block) -> HTML {
        if case .paragraph(let content) = block { inlines.html(content) } else { html(block) }
    }

    private func equation(_ tex: String, _ label: String?) -> HTML {
        let formula = FormulaHTML.html(tex, isDisplay: true, in: scope.formulas)
        guard let target = scope.target(label) else { return "<div class=\"equation\">\(formula)</div>" }
        return """
            <div class="equation numbered" id="\(target.anchor)">\(formula)\
            <span class="equation-number">(\(target.number))</span></div>
            """
    }
}
