import SwiftOperators
import SwiftParser
import SwiftSyntax

/// A claim's expression taken apart by Swift's own parser and its operators' precedence: the terms that `&&` joins, and
/// of a comparison both sides.
package struct ComparisonSplit: Codable, Sendable {
    /// A piece of the expression, with its place in it: the line from 0, and bytes before it on this line.
    package struct Operand: Codable, Equatable, Sendable {
        package let text: String
        package let line: Int
        package let column: Int
    }

    package enum Term: Codable, Equatable, Sendable {
        case comparison(Operand, String, Operand)
        /// Anything else that is true or false.
        case condition(Operand)
    }

    package static let comparisons: Set = ["<", "<=", ">", ">=", "==", "!=", "≈"]

    package let terms: [Term]
    /// True where the whole begins with `try`, which then goes before every operand.
    package let isTrying: Bool

    /// Nil where the text is not one expression.
    package init?(_ text: String) {
        guard let split = CodeMemory.comparisons.result(for: text, ComparisonSplit.init(parsing:)) else { return nil }
        self = split
    }

    private init?(parsing text: String) {
        let tree = CodeTree.of(text)
        guard !tree.hasError, tree.statements.count == 1,
            let expression = tree.statements.first?.item.as(ExprSyntax.self)
        else { return nil }
        let converter = SourceLocationConverter(fileName: "", tree: tree)
        // An operator that is not the standard library's is left as it stands: the compiler has the last word on it.
        let folded = Self.operators.foldAll(expression) { _ in }.as(ExprSyntax.self) ?? expression
        // Folding keeps the text, so a place in what is folded is one in the text.
        let offset = expression.position.utf8Offset - folded.position.utf8Offset
        let attempt = folded.as(TryExprSyntax.self).flatMap { $0.questionOrExclamationMark == nil ? $0 : nil }
        isTrying = attempt != nil
        terms = Self.terms(of: attempt?.expression ?? folded).map { $0(converter, offset) }
    }

    private static let operators: OperatorTable = {
        var table = OperatorTable.standardOperators
        let own = Parser.parse(source: "infix operator ≈: ComparisonPrecedence")
        table.addSourceFile(own) { _ in }
        return table
    }()

    private typealias Placing = (SourceLocationConverter, Int) -> Term

    private static func terms(of expression: ExprSyntax) -> [Placing] {
        if let inner = parenthesised(expression) { return terms(of: inner) }
        guard let infix = expression.as(InfixOperatorExprSyntax.self),
            let symbol = infix.operator.as(BinaryOperatorExprSyntax.self)?.operator.text
        else { return [{ .condition(Operand(expression, $0, $1)) }] }
        if symbol == "&&" { return terms(of: infix.leftOperand) + terms(of: infix.rightOperand) }
        guard comparisons.contains(symbol) else { return [{ .condition(Operand(expression, $0, $1)) }] }
        return [
            { .comparison(Operand(infix.leftOperand, $0, $1), symbol, Operand(infix.rightOperand, $0, $1)) }
        ]
    }

    private static func parenthesised(_ expression: ExprSyntax) -> ExprSyntax? {
        guard let tuple = expression.as(TupleExprSyntax.self), tuple.elements.count == 1,
            let only = tuple.elements.first, only.label == nil
        else { return nil }
        return only.expression
    }
}

extension ComparisonSplit.Operand {
    fileprivate init(_ expression: ExprSyntax, _ converter: SourceLocationConverter, _ offset: Int) {
        let start = expression.positionAfterSkippingLeadingTrivia.utf8Offset + offset
        let place = converter.location(for: AbsolutePosition(utf8Offset: start))
        text = expression.trimmedDescription
        line = place.line - 1
        column = place.column - 1
    }
}
