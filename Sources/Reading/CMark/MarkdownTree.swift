internal import CMarkGFM
import Synchronization

/// A parsed Markdown text: CommonMark with GitHub's tables, strikethrough, bare addresses, task lists and footnotes, and
/// with typographic quotes and dashes. It owns its nodes, which live as long as it does.
package final class MarkdownTree {
    private let document: OpaquePointer
    /// How many lines stand before the text that is meant.
    let leadingLines: Int

    /// cmark-gfm keeps the characters that its extensions look for in one table for all parsers, and clears it when a
    /// parser ends: two at once would take strikethrough from one another.
    private static let parsing = Mutex(())

    /// - Parameter lead: what is to be read before the text; it does not count among its lines.
    init(parsing text: String, after lead: String = "") {
        _ = Self.extensionsAreRegistered
        let before = lead.isEmpty ? "" : lead + "\n\n"
        leadingLines = before.utf8.count { $0 == UInt8(ascii: "\n") }
        document = Self.parsing.withLock { _ in Parsed(before + text) }.document
    }

    /// A pointer that the lock's closure may hand out.
    private struct Parsed: @unchecked Sendable {
        let document: OpaquePointer

        init(_ text: String) { document = MarkdownTree.parse(text) }
    }

    private static func parse(_ text: String) -> OpaquePointer {
        let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_SMART)
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            guard let grammar = cmark_find_syntax_extension(name),
                cmark_parser_attach_syntax_extension(parser, grammar) == 1
            else { fatalError("cmark-gfm has no extension \(name)") }
        }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { fatalError("cmark-gfm returned no document") }
        cmark_consolidate_text_nodes(document)
        return document
    }

    deinit { cmark_node_free(document) }

    package var root: MarkdownNode { MarkdownNode(document, in: self) }

    private static let extensionsAreRegistered: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()
}
