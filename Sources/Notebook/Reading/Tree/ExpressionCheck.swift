import SwiftParser
import SwiftSyntax

/// Whether a text is one Swift expression, as an inline value must be.
func isSwiftExpression(_ text: String) -> Bool {
    let tree = Parser.parse(source: text)
    guard !tree.hasError, tree.statements.count == 1, let only = tree.statements.first else { return false }
    return only.item.is(ExprSyntax.self) || only.item.is(ExpressionStmtSyntax.self)
}
