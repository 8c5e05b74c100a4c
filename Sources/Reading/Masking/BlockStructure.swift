/// What Markdown's parser makes of a text's lines, as far as masking must know it: which of them hold one text together,
/// and which hold code or HTML, where nothing is to be masked.
package struct BlockStructure: Equatable {
    package enum Kind: Equatable {
        /// Of a paragraph, a heading or a row of a table.
        case text
        case code
        case html
    }

    /// A block that holds no other.
    package struct Leaf: Equatable {
        package let kind: Kind
        /// From 1.
        package let lines: ClosedRange<Int>
        /// How many quotes hold it.
        let quoteDepth: Int
    }

    package private(set) var leaves: [Leaf] = []

    init(of root: MarkdownNode) {
        var waiting: [(node: MarkdownNode, quoteDepth: Int)] = [(root, 0)]
        // No recursion: the text may be nested as deep as it is long.
        while let (node, depth) = waiting.popLast() {
            if let kind = Self.kind(of: node) {
                leaves.append(Leaf(kind: kind, lines: node.lines, quoteDepth: depth))
            } else {
                let inside = node.kind == .quote ? depth + 1 : depth
                waiting += node.children.reversed().filter { $0.leadLine == nil }.map { ($0, inside) }
            }
        }
        leaves.sort { $0.lines.lowerBound < $1.lines.lowerBound }
    }

    /// Nil for what holds blocks or, like a rule, nothing.
    private static func kind(of node: MarkdownNode) -> Kind? {
        switch node.kind {
        case .paragraph, .heading, .tableHeader, .tableRow: .text
        case .codeBlock: .code
        case .htmlBlock: .html
        default: nil
        }
    }
}
