import SwiftSyntax

/// The names that code uses, of values, functions and types: not those that it declares, nor members of something that
/// stands before them.
package final class ReferencedNames: SyntaxVisitor {
    private var names: Set<String> = []
    private let locals: Set<SyntaxIdentifier>

    private init(except locals: Set<SyntaxIdentifier>) {
        self.locals = locals
        super.init(viewMode: .sourceAccurate)
    }

    /// - Parameter locals: tokens that are left out.
    package static func all(in syntax: some SyntaxProtocol, except locals: Set<SyntaxIdentifier> = []) -> Set<String> {
        let finder = ReferencedNames(except: locals)
        finder.walk(syntax)
        return finder.names
    }

    private func add(_ token: TokenSyntax) {
        if !locals.contains(token.id) { names.insert(token.plainName) }
    }

    package override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        add(node.baseName)
        return .visitChildren
    }

    package override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        add(node.name)
        return .visitChildren
    }

    /// `if let x {` uses `x`.
    package override func visit(_ node: OptionalBindingConditionSyntax) -> SyntaxVisitorContinueKind {
        if node.initializer == nil, let name = node.pattern.as(IdentifierPatternSyntax.self) { add(name.identifier) }
        return .visitChildren
    }

    package override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        if let base = node.base { walk(base) }
        return .skipChildren
    }

    package override func visit(_ node: KeyPathPropertyComponentSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
