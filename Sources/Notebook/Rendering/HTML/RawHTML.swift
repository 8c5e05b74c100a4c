/// Markdown's own HTML, held to what a page of text needs: elements and attributes that are not on these lists could
/// run a script or fetch something, so such a tag is shown as text and such an attribute is dropped.
package enum RawHTML {
    package static func filtered(_ source: String) -> HTML {
        var result = ""
        var rest = source[...]
        while let start = rest.firstIndex(of: "<") {
            result += rest[..<start]
            rest = rest[start...]
            if let comment = rest.prefixMatch(of: commentPattern) {
                rest = rest[comment.range.upperBound...]
            } else if let tag = rest.prefixMatch(of: tagPattern), let kept = kept(tag.output) {
                result += kept
                rest = rest[tag.range.upperBound...]
            } else {
                result += "&lt;"
                rest = rest.dropFirst()
            }
        }
        return HTML(trusted: result + rest)
    }

    private typealias Tag = (Substring, close: Substring, name: Substring, attributes: Substring, end: Substring)

    // Regular expressions are not `Sendable`, so each use makes its own.
    private static var commentPattern: Regex<Substring> { /<!--(?s:.*?)-->/ }
    private static var tagPattern: Regex<Tag> {
        #/
        < (?<close> \/? ) (?<name> [A-Za-z][A-Za-z0-9]* )
        (?<attributes> (?: \s+ [^\s"'<>\/=]+ (?: \s* = \s* (?: "[^"]*" | '[^']*' | [^\s"'=<>`]+ ) )? )* )
        \s* (?<end> \/? ) >
        /#
    }
    private static var attributePattern: Regex<(Substring, name: Substring, value: Substring?)> {
        /(?<name>[^\s"'<>\/=]+)(?:\s*=\s*(?<value>"[^"]*"|'[^']*'|[^\s"'=<>`]+))?/
    }

    private static func kept(_ tag: Tag) -> String? {
        let name = tag.name.lowercased()
        guard elements.contains(name) else { return nil }
        if !tag.close.isEmpty { return "</\(name)>" }
        let attributes = tag.attributes.matches(of: attributePattern).compactMap {
            attribute($0.output.name.lowercased(), $0.output.value)
        }
        return "<\(([name] + attributes).joined(separator: " "))>"
    }

    private static func attribute(_ name: String, _ quoted: Substring?) -> String? {
        let isKnown = attributes.contains(name) || name.hasPrefix("aria-") || name.hasPrefix("data-")
        guard isKnown else { return nil }
        guard let quoted else { return name }
        let isQuoted = quoted.hasPrefix("\"") || quoted.hasPrefix("'")
        let value = String(isQuoted ? quoted.dropFirst().dropLast() : quoted)
        if name == "href", !LinkAddress.isSafe(value) { return nil }
        if name == "src", !LinkAddress.isLocal(value) { return nil }
        if name == "style", value.lowercased().contains(/url|import|expression|\\/) { return nil }
        // The value comes with its entities; only the quotes around it may have changed.
        return "\(name)=\"\(value.replacing("\"", with: "&quot;"))\""
    }

    private static let elements: Set<String> = [
        "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col",
        "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp",
        "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
        "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
    ]

    private static let attributes: Set<String> = [
        "align", "alt", "cite", "class", "colspan", "datetime", "dir", "height", "href", "id", "lang", "open",
        "reversed", "role", "rowspan", "scope", "span", "src", "start", "style", "title", "type", "value", "width",
    ]
}
