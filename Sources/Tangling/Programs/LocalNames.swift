import SwiftSyntax

/// The tokens of a statement that name nothing outside of it: what functions and closures declare for themselves, as far
/// as it is told apart, and the labels of arguments.
///
/// A parameter counts in the body, a constant or a variable from behind its declaration to the end of its block. What
/// `if let`, `guard let`, `for` and `catch` bind, and what stands above its declaration, is taken for a name from outside:
/// rather too many names than too few.
final class LocalNames: SyntaxVisitor {
    private(set) var tokens: Set<SyntaxIdentifier> = []
    /// What each block around declares, the innermost one last.
    private var scopes: [Set<String>] = []

    init(of statement: some SyntaxProtocol) {
        super.init(viewMode: .sourceAccurate)
        walk(statement)
    }

    private func open(_ names: [TokenSyntax] = []) -> SyntaxVisitorContinueKind {
        scopes.append([])
        declare(names)
        return .visitChildren
    }

    private func declare(_ names: [TokenSyntax]) {
        tokens.formUnion(names.map(\.id))
        scopes[scopes.count - 1].formUnion(names.map(\.plainName))
    }

    // MARK: blocks

    override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
        let signature =
            node.parent?.as(FunctionDeclSyntax.self)?.signature
            ?? node.parent?.as(InitializerDeclSyntax.self)?.signature
        return open(signature?.parameterClause.parameters.map { $0.secondName ?? $0.firstName } ?? [])
    }

    override func visitPost(_ node: CodeBlockSyntax) { scopes.removeLast() }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { open() }
    override func visitPost(_ node: ClosureExprSyntax) { scopes.removeLast() }

    /// What a closure captures is read outside of it, so its parameters count from here on.
    override func visitPost(_ node: ClosureSignatureSyntax) {
        let plain = node.parameterClause?.as(ClosureShorthandParameterListSyntax.self)?.map(\.name)
        let typed = node.parameterClause?.as(ClosureParameterClauseSyntax.self)?.parameters
            .map { $0.secondName ?? $0.firstName }
        declare(plain ?? typed ?? [])
    }

    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { open() }
    override func visitPost(_ node: AccessorBlockSyntax) { scopes.removeLast() }
    override func visit(_ node: SwitchCaseSyntax) -> SyntaxVisitorContinueKind { open() }
    override func visitPost(_ node: SwitchCaseSyntax) { scopes.removeLast() }
    // What stands under a condition may not be there.
    override func visit(_ node: IfConfigClauseSyntax) -> SyntaxVisitorContinueKind { open() }
    override func visitPost(_ node: IfConfigClauseSyntax) { scopes.removeLast() }

    // MARK: names

    /// The first name is a label where there are two, and stands for the parameter itself where there is one.
    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        tokens.insert(node.firstName.id)
        return .visitChildren
    }

    override func visitPost(_ node: VariableDeclSyntax) {
        guard !scopes.isEmpty, node.parent?.is(MemberBlockItemSyntax.self) != true else { return }
        declare(node.bindings.flatMap { Self.names(boundBy: $0.pattern) })
    }

    /// Without the labels of a tuple's elements, which bind nothing.
    private static func names(boundBy pattern: PatternSyntax) -> [TokenSyntax] {
        if let one = pattern.as(IdentifierPatternSyntax.self) { return [one.identifier] }
        let elements = pattern.as(TuplePatternSyntax.self)?.elements
        return elements?.flatMap { names(boundBy: $0.pattern) } ?? []
    }

    override func visit(_ node: LabeledExprSyntax) -> SyntaxVisitorContinueKind {
        if let label = node.label { tokens.insert(label.id) }
        return .visitChildren
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        let isMember =
            node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
            || node.parent?.is(KeyPathPropertyComponentSyntax.self) == true
        if !isMember, scopes.contains(where: { $0.contains(node.baseName.plainName) }) {
            tokens.insert(node.baseName.id)
        }
        return .visitChildren
    }
}
