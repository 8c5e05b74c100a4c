import Manuscript

/// What of an author's HTML comes onto the page: what sets text, and nothing that could run a script or fetch something.
package enum HTMLPolicy {
    enum Treatment {
        case kept
        /// Left out, but for what it holds.
        case unwrapped
        /// Left out with all that it holds, which is no text of the page.
        case lost
    }

    static func treatment(of element: HTMLTree.Element) -> Treatment {
        if element.isForeign || lostElements.contains(element.name) { return .lost }
        return elements.contains(element.name) ? .kept : .unwrapped
    }

    /// Whether an attribute of an element that is kept is kept too.
    static func keeps(_ attribute: HTMLTree.Attribute, of element: HTMLTree.Element) -> Bool {
        let (name, value) = (attribute.name, attribute.value ?? "")
        guard name.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || isWord($0) }) else { return false }
        switch name {
        case "href": return element.name == "a" && LinkAddress.isSafe(value)
        case "src": return element.name == "img" && LinkAddress.isLocal(value)
        case "style": return isHarmless(style: value)
        default: return attributes.contains(name) || name.hasPrefix("aria-") || name.hasPrefix("data-")
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Of the functions of CSS, `url`, `image-set`, `src` and others fetch something; those that are known do not.
    private static func isHarmless(style: String) -> Bool {
        guard !style.contains(where: { "\\@<{}".contains($0) }) else { return false }
        return style.lowercased().matches(of: /([^\s:;,()\/*+]*)\(/).allSatisfy { functions.contains(String($0.1)) }
    }

    private static let functions: Set = [
        "", "rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp", "var", "repeat", "minmax", "rotate", "scale",
        "translate",
    ]

    /// Whether what begins in a text ends in it, as far as it would hide what follows: comments, tags, scripts.
    static func ends(_ source: String) -> Bool {
        let mark = HTMLTree.freeName(in: source)
        return HTMLTree("\(source)<\(mark)></\(mark)>").nodes.contains { shows(mark, in: $0) }
    }

    private static func shows(_ name: String, in node: HTMLTree.Node) -> Bool {
        guard case .element(let element) = node else { return false }
        if element.name == name, !element.isForeign { return true }
        return treatment(of: element) != .lost && element.content.contains { shows(name, in: $0) }
    }

    package static let voidElements: Set = ["br", "col", "hr", "img", "wbr"]

    private static let elements: Set = [
        "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
        "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp",
        "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
        "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    ]

    private static let lostElements: Set = [
        "applet", "audio", "canvas", "embed", "frame", "frameset", "iframe", "math", "noembed", "noframes", "noscript",
        "object", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
    ]

    private static let attributes: Set = [
        "align", "alt", "cite", "class", "colspan", "datetime", "dir", "height", "id", "lang", "open", "reversed",
        "role", "rowspan", "scope", "span", "start", "title", "type", "value", "width",
    ]
}
