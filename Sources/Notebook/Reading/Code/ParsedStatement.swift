import SwiftSyntax

/// A statement of a cell with its syntax.
struct ParsedStatement: Sendable {
    let kind: CellSource.Statement.Kind
    let text: String
    let syntax: CodeBlockItemSyntax.Item

    /// The statements of a cell's code.
    static func all(in code: String) -> [ParsedStatement] {
        zip(CellSource(code).statements, CodeTree.of(code).statements).map {
            ParsedStatement(kind: $0.kind, text: $0.text, syntax: $1.item)
        }
    }
}
