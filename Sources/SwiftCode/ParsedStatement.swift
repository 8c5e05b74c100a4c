import SwiftSyntax

/// A statement of a cell with its syntax.
package struct ParsedStatement: Sendable {
    package let kind: CellSource.Statement.Kind
    package let text: String
    package let syntax: CodeBlockItemSyntax.Item

    /// The statements of a cell's code.
    package static func all(in code: String) -> [ParsedStatement] {
        zip(CellSource(code).statements, CodeTree.of(code).statements).map {
            ParsedStatement(kind: $0.kind, text: $0.text, syntax: $1.item)
        }
    }
}
