import Foundation
import Markup
import Notebook
import Reading

/// A page's mark-up without what is the page's own: two of these are equal where two pages say the same.
struct PlainMarkup: Equatable, CustomStringConvertible {
    let description: String

    init(_ html: String) { description = Self.text(HTMLTree(html).nodes, isVerbatim: false).trimmed }

    private static func text(_ nodes: [HTMLTree.Node], isVerbatim: Bool) -> String {
        nodes.map { text($0, isVerbatim: isVerbatim) }.joined()
    }

    private static func text(_ node: HTMLTree.Node, isVerbatim: Bool) -> String {
        switch node {
        case .text(let text): return isVerbatim ? text : plain(text)
        case .element(let element):
            let value = { (name: String) in element.attributes.first { $0.name == name }?.value ?? "" }
            switch element.name {
            case "a" where value("class") == "anchor", "span" where value("class") == "section-number": return ""
            case "figcaption", "colgroup": return ""
            case "figure" where value("class") == "figure":
                return "<p>\(text(element.content, isVerbatim: isVerbatim).trimmed)</p>"
            case "figure", "tbody", "thead": return text(element.content, isVerbatim: isVerbatim)
            case "div" where ["code", "code numbered", "table-scroll"].contains(value("class")):
                return text(element.content, isVerbatim: isVerbatim)
            case "span" where value("class").hasPrefix("line"):
                return text(element.content, isVerbatim: isVerbatim)
            default: return tag(element, isVerbatim: isVerbatim || element.name == "pre")
            }
        }
    }

    private static func tag(_ element: HTMLTree.Element, isVerbatim: Bool) -> String {
        // A page has one heading of the first level, its chapter's title.
        let name = element.name == "h1" ? "h2" : element.name
        let isHeading = name.count == 2 && name.hasPrefix("h") && name != "hr"
        let attributes = element.attributes.filter { attribute in
            if ["th", "td"].contains(name) { return false }
            return !["aria-label", "scope"].contains(attribute.name) && !(isHeading && attribute.name == "id")
        }
        let written = attributes.map { " \($0.name)=\(address($0.value ?? ""))" }.sorted().joined()
        var content = text(element.content, isVerbatim: isVerbatim)
        if name == "pre" { while content.hasSuffix("\n</code>") { content = content.dropLast(8) + "</code>" } }
        return "<\(name)\(written)>\(isVerbatim ? content : content.trimmed)</\(name)>"
    }

    /// However it is encoded.
    private static func address(_ text: String) -> String { plain(text.removingPercentEncoding ?? text).trimmed }

    /// With straight quotes and hyphens, and one blank for any white space.
    private static func plain(_ text: String) -> String {
        let marks = ["“": "\"", "”": "\"", "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."]
        return marks.reduce(text) { $0.replacing($1.key, with: $1.value) }.replacing(/[ \t\n\r]+/, with: " ")
    }
}

extension String {
    fileprivate var trimmed: String {
        replacing(/>\s+</, with: "><").trimmingCharacters(in: CharacterSet(charactersIn: " \n"))
    }
}
