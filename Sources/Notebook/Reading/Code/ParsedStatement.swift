import SwiftParser
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

/// The trees of code that was parsed by this process.
enum CodeTree {
    private static let known = TextMemory<SourceFileSyntax>()

    static func of(_ code: String) -> SourceFileSyntax { known.result(for: code) { Parser.parse(source: $0) } }
}
