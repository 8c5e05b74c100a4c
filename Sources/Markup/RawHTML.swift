/// Markdown's own HTML, read by HTML's own parser and written anew: of its elements and attributes those that are on the
/// lists of ``HTMLPolicy``. What others hold stays, where it is a text.
package enum RawHTML {
    /// A piece of a page's text.
    package enum Part {
        /// HTML as the author wrote it.
        case source(String)
        /// What else stands beside it.
        case page(HTML)
    }

    package static func filtered(_ source: String) -> HTML { joined([.source(source)], isInline: false) }

    /// Pieces that follow each other. An element that begins in one of them may end in a later one, as the `<div>` around
    /// some paragraphs does; none reaches beyond them.
    package static func joined(_ parts: [Part], isInline: Bool) -> HTML {
        let separator = isInline ? "" : "\n"
        let sources = parts.compactMap { if case .source(let source) = $0 { source } else { nil } }
        guard !sources.isEmpty else { return parts.map(page).joined(separator: separator) }
        let mark = HTMLTree.freeName(in: sources.joined(separator: " "))
        let element = isInline ? mark : "div"
        let text = parts.enumerated().map { number, part in
            guard case .source(let source) = part, HTMLPolicy.ends(source) else {
                return "<\(element) \(mark)=\"\(number)\"></\(element)>"
            }
            return source
        }.joined(separator: separator)
        let pages = parts.map { part -> HTML in
            guard case .source(let source) = part else { return page(part) }
            // One that does not end in its place would take what follows into it.
            return isInline ? .empty : "<p>\(source)</p>"
        }
        return HTMLWriter(mark: mark, pages: pages).html(HTMLTree(text).nodes)
    }

    private static func page(_ part: Part) -> HTML {
        if case .page(let html) = part { html } else { .empty }
    }
}

/// Writes a tree.
private struct HTMLWriter {
    /// The attribute that says in the place of which page an element stands.
    let mark: String
    let pages: [HTML]

    func html(_ nodes: [HTMLTree.Node]) -> HTML { nodes.map(html).joined() }

    private func html(_ node: HTMLTree.Node) -> HTML {
        switch node {
        case .text(let text): return "\(text)"
        case .element(let element):
            if let place = element.attributes.first(where: { $0.name == mark })?.value.flatMap({ Int($0) }) {
                return pages[place]
            }
            switch HTMLPolicy.treatment(of: element) {
            case .lost: return .empty
            case .unwrapped: return html(element.content)
            case .kept: return kept(element)
            }
        }
    }

    private func kept(_ element: HTMLTree.Element) -> HTML {
        let name = HTML(trusted: element.name)
        let attributes = element.attributes.filter { HTMLPolicy.keeps($0, of: element) }.map { attribute -> HTML in
            let name = HTML(trusted: attribute.name)
            return attribute.value.map { " \(name)=\"\($0)\"" } ?? " \(name)"
        }
        let tag: HTML = "<\(name)\(attributes.joined())>"
        if HTMLPolicy.voidElements.contains(element.name) { return tag }
        return "\(tag)\(lostLineEnd(of: element))\(html(element.content))</\(name)>"
    }

    /// HTML passes over a line end right behind `<pre>`, so one that is meant comes twice.
    private func lostLineEnd(of element: HTMLTree.Element) -> HTML {
        guard element.name == "pre", case .text(let text)? = element.content.first, text.hasPrefix("\n") else {
            return .empty
        }
        return "\n"
    }
}
