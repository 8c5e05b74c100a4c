import SwiftSyntax

/// The variables and functions that a statement mentions, and those that it defines.
package struct NameUses: Codable, Sendable {
    /// `name["key"]`
    package struct Keyed: Codable, Sendable {
        package let name: String
        package let key: String
    }

    package var names: Set<String> = []
    package var keyed: [Keyed] = []
    package var defined: Set<String> = []
    package var changed: Set<String> = []
    /// Of closures and functions inside of it.
    package var parameters: Set<String> = []

    package init(in syntax: some SyntaxProtocol) {
        let finder = MentionFinder(viewMode: .sourceAccurate)
        finder.walk(syntax)
        self = finder.mentions
    }

    package init(of name: SimpleName) {
        if let key = name.key { keyed = [Keyed(name: name.name, key: key)] } else { names = [name.name] }
    }

    fileprivate init() {}
}

private final class MentionFinder: SyntaxVisitor {
    var mentions = NameUses()

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        mentions.names.insert(node.baseName.text)
        return .visitChildren
    }

    /// A member's name is no variable's.
    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        if let base = node.base { walk(base) }
        return .skipChildren
    }

    override func visit(_ node: SubscriptCallExprSyntax) -> SyntaxVisitorContinueKind {
        guard let name = node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text,
            node.arguments.count == 1, let only = node.arguments.first,
            let key = only.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue
        else { return .visitChildren }
        mentions.keyed.append(NameUses.Keyed(name: name, key: key))
        return .skipChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        mentions.defined.insert(node.identifier.text)
        return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { define(node.name) }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { define(node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { define(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { define(node.name) }

    override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
        mentions.parameters.insert(node.name.text)
        return .visitChildren
    }

    override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
        mentions.parameters.insert((node.secondName ?? node.firstName).text)
        return .visitChildren
    }

    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        mentions.parameters.insert((node.secondName ?? node.firstName).text)
        return .visitChildren
    }

    private func define(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
        mentions.defined.insert(name.text)
        return .visitChildren
    }

    /// `results.append(x)` changes `results`.
    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let base = node.calledExpression.as(MemberAccessExprSyntax.self)?.base?.as(DeclReferenceExprSyntax.self)
        if let name = base?.baseName.text { mentions.changed.insert(name) }
        return .visitChildren
    }
}
