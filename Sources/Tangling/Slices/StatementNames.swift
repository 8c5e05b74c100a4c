import SwiftCode
import SwiftSyntax

/// The names in a statement, as far as the search for what it depends on and what depends on it needs them.
///
/// No types are read and no scopes told apart: there are rather too many names than too few.
package struct StatementNames: Sendable {
    /// Every name but members' (`.shape`) and arguments' labels.
    package var all: Set<String> = []
    /// Members' names: what an extension of the chapter's may stand for.
    package var members: Set<String> = []
    /// Names inside of closures, accessors and inner functions: code that may run later, and elsewhere.
    var inClosures: Set<String> = []
    /// Names outside of these that are not called: a function among them may be called later.
    package var handedOn: Set<String> = []
    /// What a statement at the top level makes known there; of an extension the type, and the members that it adds.
    package var defined: Set<String> = []
    var definedMembers: Set<String> = []
    /// Of these, what may hold a closure or an object.
    var holders: Set<String> = []
    /// Variables at the top level that can change.
    package var variables: Set<String> = []
    /// Whether it declares a function: a call runs all of it, and may leave behind only what its closures name.
    package var isFunction = false

    init(of statement: ParsedStatement) {
        let reader = NameReader(viewMode: .sourceAccurate)
        reader.walk(Syntax(statement.syntax))
        (all, members) = (reader.all, reader.members)
        (inClosures, handedOn) = (reader.inClosures, reader.handedOn)
        switch statement.syntax {
        case .decl(let declaration): read(declaration)
        // `guard let` at the top level; what other statements bind ends with them.
        case .stmt(let statement) where statement.is(GuardStmtSyntax.self):
            defined = reader.bound
            holders = defined
        default: break
        }
    }

    private mutating func read(_ declaration: DeclSyntax) {
        if let variable = declaration.as(VariableDeclSyntax.self) {
            defined = Set(variable.bindings.flatMap { identifierNames(in: $0.pattern) })
            holders = defined
            if variable.bindingSpecifier.tokenKind == .keyword(.var) { variables = defined }
        } else if let named = declaration.asProtocol(NamedDeclSyntax.self) {
            defined = [named.name.plainName]
            isFunction = declaration.is(FunctionDeclSyntax.self)
        } else if let added = declaration.as(ExtensionDeclSyntax.self) {
            // A member may be what a protocol asks of the type, and act where its own name does not stand.
            defined = identifierNames(in: added.extendedType)
            let finder = MemberFinder(viewMode: .sourceAccurate)
            finder.walk(added.memberBlock)
            definedMembers = finder.names
        }
    }
}

private final class NameReader: SyntaxVisitor {
    var all: Set<String> = []
    var members: Set<String> = []
    var inClosures: Set<String> = []
    var handedOn: Set<String> = []
    /// Bound by patterns, at any depth.
    var bound: Set<String> = []
    private var closures = 0

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
        closures += 1
        return .visitChildren
    }

    override func visitPost(_ node: ClosureExprSyntax) { closures -= 1 }

    /// What a computed or an observed variable runs whenever it is used.
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
        closures += 1
        return .visitChildren
    }

    override func visitPost(_ node: AccessorBlockSyntax) { closures -= 1 }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        if !node.isAtTopLevel { closures += 1 }
        return .visitChildren
    }

    override func visitPost(_ node: FunctionDeclSyntax) {
        if !node.isAtTopLevel { closures -= 1 }
    }

    private func isCalled(_ token: TokenSyntax) -> Bool {
        let reference = token.parent?.as(DeclReferenceExprSyntax.self)
        let call = reference?.parent?.as(FunctionCallExprSyntax.self)
        return call != nil && call?.calledExpression.id == reference.map { ExprSyntax($0).id }
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        bound.insert(node.identifier.plainName)
        return .visitChildren
    }

    override func visit(_ node: LabeledExprSyntax) -> SyntaxVisitorContinueKind {
        walk(node.expression)
        return .skipChildren
    }

    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        members.insert(node.declName.baseName.plainName)
        if let base = node.base { walk(base) }
        return .skipChildren
    }

    override func visit(_ node: KeyPathPropertyComponentSyntax) -> SyntaxVisitorContinueKind {
        members.insert(node.declName.baseName.plainName)
        return .skipChildren
    }

    override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
        guard case .identifier = token.tokenKind else { return .skipChildren }
        let name = token.plainName
        all.insert(name)
        if closures > 0 { inClosures.insert(name) } else if !isCalled(token) { handedOn.insert(name) }
        return .skipChildren
    }
}

extension FunctionDeclSyntax {
    fileprivate var isAtTopLevel: Bool {
        parent?.is(CodeBlockItemSyntax.self) == true && parent?.parent?.parent?.is(SourceFileSyntax.self) == true
    }
}

/// The names of an extension's members.
private final class MemberFinder: SyntaxVisitor {
    var names: Set<String> = []

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name.plainName) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name.plainName) }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name.plainName) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name.plainName) }
    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        for binding in node.bindings { names.formUnion(identifierNames(in: binding.pattern)) }
        return .skipChildren
    }

    private func add(_ name: String) -> SyntaxVisitorContinueKind {
        names.insert(name)
        return .skipChildren
    }
}
