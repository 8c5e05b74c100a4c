internal import CGumbo
import Workers

/// Raw HTML as a browser would read it in the middle of a page, by gumbo.
package struct HTMLTree {
    package indirect enum Node: Equatable, Sendable {
        /// With its entities decoded.
        case text(String)
        case element(Element)
    }

    package struct Element: Equatable, Sendable {
        /// In small letters.
        package let name: String
        /// Whether it is SVG's or MathML's, not HTML's.
        package let isForeign: Bool
        package let attributes: [Attribute]
        package let content: [Node]
        /// The line of its tag in the text, from 1; nil where the text has none.
        package let line: Int?
    }

    package struct Attribute: Equatable, Sendable {
        package let name: String
        /// With its entities decoded; nil where there is no equals sign.
        package let value: String?
        /// Name and value as they are written.
        package let source: String
    }

    package let nodes: [Node]
    /// Whether elements lie deeper in one another than is read; what is deeper is left out.
    package let isTooDeep: Bool

    package static let greatestDepth = 64
    /// Tags from which on the parser, which calls itself, gets a stack of its own.
    private static let manyTags = 200

    package init(_ source: String) {
        let isLong = source.utf8.count { $0 == UInt8(ascii: "<") } > Self.manyTags
        let read = isLong ? DeepStack.run { Self.read(source) } : Self.read(source)
        (nodes, isTooDeep) = (read.nodes, read.isTooDeep)
    }

    /// The name of an element that a text does not hold.
    static func freeName(in source: String) -> String {
        let text = source.lowercased()
        var name = "aebook-piece"
        while text.contains(name) { name += "-x" }
        return name
    }

    private static func read(_ source: String) -> HTMLReading {
        var source = source
        return source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                var options = kGumboDefaultOptions
                options.fragment_context = GUMBO_TAG_DIV
                options.max_errors = 0
                guard let output = gumbo_parse_with_options(&options, text.baseAddress, text.count) else {
                    fatalError("gumbo returned no tree")
                }
                defer { gumbo_destroy_output(&options, output) }
                var reader = HTMLReader()
                // The root is an `<html>` that holds the fragment.
                let nodes = reader.content(of: output.pointee.root.pointee.v.element.children, depth: 0)
                return HTMLReading(nodes: nodes, isTooDeep: reader.isTooDeep)
            }
        }
    }
}

extension HTMLTree {
    /// The `id`s of its elements.
    package var identifiers: [String] { nodes.flatMap(Self.identifiers) }

    private static func identifiers(in node: Node) -> [String] {
        guard case .element(let element) = node else { return [] }
        return element.attributes.filter { $0.name == "id" }.compactMap(\.value) + element.content.flatMap(identifiers)
    }
}

private struct HTMLReading: Sendable {
    let nodes: [HTMLTree.Node]
    let isTooDeep: Bool
}

/// Turns gumbo's tree into ours.
private struct HTMLReader {
    private(set) var isTooDeep = false

    mutating func content(of children: GumboVector, depth: Int) -> [HTMLTree.Node] {
        (0..<Int(children.length)).flatMap { place -> [HTMLTree.Node] in
            guard let child = children.data[place] else { return [] }
            return nodes(of: child.assumingMemoryBound(to: GumboNode.self), depth: depth)
        }
    }

    private mutating func nodes(of node: UnsafeMutablePointer<GumboNode>, depth: Int) -> [HTMLTree.Node] {
        switch node.pointee.type {
        case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
            return [.text(String(cString: node.pointee.v.text.text))]
        case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
            guard depth < HTMLTree.greatestDepth else {
                isTooDeep = true
                return []
            }
            let element = node.pointee.v.element
            return [.element(self.element(element, content: content(of: element.children, depth: depth + 1)))]
        default:
            return []
        }
    }

    private func element(_ element: GumboElement, content: [HTMLTree.Node]) -> HTMLTree.Element {
        let attributes = (0..<Int(element.attributes.length)).compactMap { place -> HTMLTree.Attribute? in
            element.attributes.data[place].map { attribute($0.assumingMemoryBound(to: GumboAttribute.self).pointee) }
        }
        return HTMLTree.Element(
            name: name(of: element), isForeign: element.tag_namespace != GUMBO_NAMESPACE_HTML, attributes: attributes,
            content: content, line: element.original_tag.data == nil ? nil : Int(element.start_pos.line))
    }

    private func name(of element: GumboElement) -> String {
        guard element.tag == GUMBO_TAG_UNKNOWN else { return String(cString: gumbo_normalized_tagname(element.tag)) }
        var tag = element.original_tag
        guard tag.data != nil else { return "" }
        gumbo_tag_from_original_text(&tag)
        return text(from: tag.data, to: tag.data + tag.length).lowercased()
    }

    private func attribute(_ attribute: GumboAttribute) -> HTMLTree.Attribute {
        let (name, value) = (attribute.original_name, attribute.original_value)
        // Without an equals sign, what it says of the value is the name.
        let hasValue = value.data != name.data && value.length > 0
        let end = hasValue ? value.data + value.length : name.data + name.length
        return HTMLTree.Attribute(
            name: String(cString: attribute.name).lowercased(),
            value: hasValue ? String(cString: attribute.value) : nil, source: text(from: name.data, to: end))
    }

    private func text(from start: UnsafePointer<CChar>?, to end: UnsafePointer<CChar>?) -> String {
        guard let start, let end else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: end - start), as: UTF8.self)
    }
}
