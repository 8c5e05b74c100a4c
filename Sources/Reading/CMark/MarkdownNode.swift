internal import CMarkGFM
import Manuscript

/// A node of a Markdown tree, which it keeps alive.
package struct MarkdownNode {
    private let node: OpaquePointer
    private let tree: MarkdownTree

    init(_ node: OpaquePointer, in tree: MarkdownTree) {
        self.node = node
        self.tree = tree
    }

    package var kind: MarkdownNodeKind {
        // Version 0.29 has no names for the nodes of footnotes.
        switch cmark_node_get_type(node) {
        case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition
        case CMARK_NODE_FOOTNOTE_REFERENCE: return .footnoteReference
        // The commonest ones, without a look at their names.
        case CMARK_NODE_TEXT: return .text
        case CMARK_NODE_PARAGRAPH: return .paragraph
        case CMARK_NODE_SOFTBREAK: return .softBreak
        case CMARK_NODE_CODE: return .code
        case CMARK_NODE_EMPH: return .emphasis
        case CMARK_NODE_LINK: return .link
        default: break
        }
        let name = String(cString: cmark_node_get_type_string(node))
        guard let kind = MarkdownNodeKind(rawValue: name) else { fatalError("unknown Markdown node \(name)") }
        return kind
    }

    /// The node before it in what holds both; nil for the first.
    package var previous: MarkdownNode? { cmark_node_previous(node).map { MarkdownNode($0, in: tree) } }

    package var children: [MarkdownNode] {
        var children: [MarkdownNode] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            children.append(MarkdownNode(child, in: tree))
            next = cmark_node_next(child)
        }
        return children
    }

    /// The lines of the text that a block comes from, from 1. (Those of inline nodes are no use: what follows a code
    /// span or an address over several lines counts too few.)
    package var lines: ClosedRange<Int> {
        let first = max(Int(cmark_node_get_start_line(node)) - tree.leadingLines, 1)
        // The parser counts the last line of a comment, or of a script, to what follows.
        if kind == .htmlBlock { return first...first + max(literal.utf8.count { $0 == UInt8(ascii: "\n") }, 1) - 1 }
        // An empty block may end before it starts.
        return first...max(Int(cmark_node_get_end_line(node)) - tree.leadingLines, first)
    }

    /// The line of a block among those that were read before the text, from 1; nil for a block of the text.
    var leadLine: Int? {
        let line = Int(cmark_node_get_start_line(node))
        return (1...max(tree.leadingLines, 1)).contains(line) && tree.leadingLines > 0 ? line : nil
    }

    /// From 1, in bytes.
    var startColumn: Int { Int(cmark_node_get_start_column(node)) }

    /// The text of a text, code, or HTML node; of a footnote's reference the number of its definition.
    package var literal: String { string(cmark_node_get_literal(node)) }
    package var destination: String { string(cmark_node_get_url(node)) }
    package var title: String { string(cmark_node_get_title(node)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(node)) }

    package var isTight: Bool { cmark_node_get_list_tight(node) == 1 }
    /// The first number of an ordered list; nil for a bullet list.
    var listStart: Int? {
        cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(node)) : nil
    }

    /// Whether a task is done.
    var isChecked: Bool { cmark_gfm_extensions_get_tasklist_item_checked(node) }

    private func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}

extension MarkdownNode {
    /// The opening fence of a fenced code block.
    package struct Fence: Equatable {
        package var character: Character
        package var length: Int
        /// Its indentation inside the container that holds the block.
        package var offset: Int
        /// What follows the fence's characters.
        package var info: String
    }

    /// Nil for a code block that is made by indentation.
    package var fence: Fence? {
        var (length, offset, character): (CInt, CInt, CChar) = (0, 0, 0)
        guard cmark_node_get_fenced(node, &length, &offset, &character) == 1 else { return nil }
        return Fence(
            character: Character(UnicodeScalar(UInt8(bitPattern: character))), length: Int(length),
            offset: Int(offset), info: string(cmark_node_get_fence_info(node)))
    }

    /// One alignment per column of a table.
    package var alignments: [MarkdownTable.Alignment] {
        let count = Int(cmark_gfm_extensions_get_table_columns(node))
        guard let letters = cmark_gfm_extensions_get_table_alignments(node) else { return [] }
        return (0..<count).map { column in
            switch Character(UnicodeScalar(letters[column])) {
            case "l": .left
            case "c": .center
            case "r": .right
            default: .none
            }
        }
    }
}
