import SwiftSyntax

/// An `if` or a `switch` that is meant for its value: each branch is a single expression.
///
/// Swift takes one for an expression where it is all that a closure does, so at the end of a cell it becomes such a
/// closure, and is shown.
struct BranchValue {
    /// The closure's call.
    let text: String
    /// How many characters stand before the author's own text.
    let margin: Int

    /// Nil for any other statement.
    init?(_ item: CodeBlockItemSyntax) {
        guard let branches = Self.branches(of: item.item), branches.allSatisfy({ $0 != .other }),
            branches.contains(.value)
        else { return nil }
        let finder = EffectFinder(viewMode: .sourceAccurate)
        finder.walk(item)
        guard !finder.awaits else { return nil }
        let opening = finder.mayThrow ? "try ({ " : "({ "
        text = opening + item.with(\.semicolon, nil).trimmedDescription + " })()"
        margin = opening.count
    }

    private enum Branch {
        /// What nobody writes for what it does: a literal, a name, an operation.
        case value
        /// A call, which may have a value, or an end, such as `throw`.
        case call
        case other
    }

    /// Nil for what has no branches, or does not have one for every case.
    private static func branches(of item: CodeBlockItemSyntax.Item) -> [Branch]? {
        guard case .stmt(let statement) = item, let expression = statement.as(ExpressionStmtSyntax.self)?.expression
        else { return nil }
        if let choice = expression.as(IfExprSyntax.self) { return branches(of: choice) }
        guard let choice = expression.as(SwitchExprSyntax.self) else { return nil }
        return choice.cases.flatMap { element -> [Branch] in
            if case .switchCase(let one) = element { branches(of: one.statements) } else { [.other] }
        }
    }

    private static func branches(of choice: IfExprSyntax) -> [Branch]? {
        let first = branches(of: choice.body.statements)
        switch choice.elseBody {
        case .codeBlock(let block): return first + branches(of: block.statements)
        case .ifExpr(let next): return branches(of: next).map { first + $0 }
        default: return nil
        }
    }

    private static func branches(of statements: CodeBlockItemListSyntax) -> [Branch] {
        guard statements.count == 1, let only = statements.first else { return [.other] }
        switch only.item {
        case .expr(let expression): return [branch(expression)]
        case .stmt(let statement) where statement.is(ThrowStmtSyntax.self): return [.call]
        default: return branches(of: only.item) ?? [.other]
        }
    }

    private static func branch(_ expression: ExprSyntax) -> Branch {
        if CellSource.Statement.isAssignment(expression) { return .other }
        let calls: [any ExprSyntaxProtocol.Type] = [
            FunctionCallExprSyntax.self, TryExprSyntax.self, ClosureExprSyntax.self, MacroExpansionExprSyntax.self,
        ]
        return calls.contains { expression.is($0) } ? .call : .value
    }
}

/// Whether what is walked may throw or wait, without the closures and functions inside of it.
private final class EffectFinder: SyntaxVisitor {
    var mayThrow = false
    var awaits = false

    override func visit(_ node: TryExprSyntax) -> SyntaxVisitorContinueKind {
        if node.questionOrExclamationMark == nil { mayThrow = true }
        return .visitChildren
    }

    override func visit(_ node: ThrowStmtSyntax) -> SyntaxVisitorContinueKind {
        mayThrow = true
        return .visitChildren
    }

    override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind {
        awaits = true
        return .visitChildren
    }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
