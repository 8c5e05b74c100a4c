import Foundation
import Manuscript

/// Reads Markdown that stands outside of every chapter, such as the description on a book's cover.
public enum MarkdownReader {
    /// The blocks of a text that begins at a place of a file. It may hold neither cells nor inline values, for no
    /// program runs there; both are reported.
    ///
    /// - Parameter others: folders outside of the book's own whose files may be quoted.
    public static func blocks(
        of text: String, at location: SourceLocation, in folder: URL, others: [URL] = []
    ) -> (blocks: [Block], diagnostics: [Diagnostic]) {
        let padding = String(repeating: "\n", count: location.line - 1)
        let quoter = SourceQuoter(folder: folder, others: others)
        let tree = TreeBuilder.build(padding + text, file: location.file, quoter: quoter)
        let programs = tree.cells.map(\.location) + tree.inlineValues.map(\.location) + tree.claims.map(\.location)
        let faults = programs.map {
            Diagnostic(
                code: .badInlineValue, at: $0, "nothing can be computed here",
                help: "cells and values belong into chapters")
        }
        return (tree.blocks, (tree.diagnostics + faults).inOrderOfText())
    }
}
