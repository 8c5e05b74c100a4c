import SwiftCode
import SwiftSyntax

/// Whether a statement may keep, or depend on, something that no variable of the chapter shows: a file, a clock, an
/// object that changes. A chapter with such a statement runs whole.
///
/// Parameters, states and optimizers are not meant: what happens to those, a run tells.
struct SideEffects {
    /// The names of the chapter's own top level.
    let own: Set<String>

    func isPossible(in statement: ParsedStatement) -> Bool {
        let finder = StateFinder(viewMode: .sourceAccurate)
        // Elements that are computed when they are asked for may be asked for later.
        finder.isLazy = identifierNames(in: Syntax(statement.syntax)).contains("lazy")
        finder.walk(Syntax(statement.syntax))
        return finder.isFound
            || !finder.references.subtracting(finder.declared).subtracting(own).isSubset(of: HarmlessNames.all)
    }
}

private final class StateFinder: SyntaxVisitor {
    /// Names that are used: of values, functions and types.
    var references: Set<String> = []
    /// Names that the statement declares itself, at any depth.
    var declared: Set<String> = []
    var isFound = false
    var isLazy = false
    /// `var`s of the blocks and closures around, the innermost last.
    private var locals: [Set<String>] = []

    // MARK: names

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        if case .identifier(let name) = node.baseName.tokenKind { references.insert(name) }
        return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        references.insert(node.name.text)
        return .visitChildren
    }

    override func visit(_ node: KeyPathPropertyComponentSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind { found() }

    /// `.write` writes a file or changes a buffer; what is random is so by a generator that is passed.
    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        let name = node.declName.baseName.text
        if HarmlessNames.harmfulMembers.contains(name) { isFound = true }
        if UnrepeatableCode.isRandom(node) { isFound = true }
        if let base = node.base { walk(base) }
        return .skipChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind { declare(node.identifier) }
    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        declare(node.secondName ?? node.firstName)
    }
    override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
        declare(node.secondName ?? node.firstName)
    }
    override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { declare(type: node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { declare(type: node.name) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { declare(type: node.name) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { declare(type: node.name) }

    private func declare(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
        declared.insert(name.text)
        return .visitChildren
    }

    /// What a literal is without further ado, the compiler looks up by name: whoever writes `1.5` uses it.
    private static let literalTypes: Set = [
        "BooleanLiteralType", "ExtendedGraphemeClusterType", "FloatLiteralType", "IntegerLiteralType",
        "StringLiteralType", "UnicodeScalarType",
    ]

    private func declare(type name: TokenSyntax) -> SyntaxVisitorContinueKind {
        let isAtTopLevel = name.parent?.parent?.parent?.parent?.is(SourceFileSyntax.self) == true
        if isAtTopLevel, Self.literalTypes.contains(name.plainName) { isFound = true }
        return declare(name)
    }

    // MARK: state

    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { found() }
    override func visit(_ node: OperatorDeclSyntax) -> SyntaxVisitorContinueKind { found() }
    override func visit(_ node: IfConfigDeclSyntax) -> SyntaxVisitorContinueKind { found() }
    override func visit(_ node: MacroDeclSyntax) -> SyntaxVisitorContinueKind { found() }
    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
        node.parent?.parent?.parent?.parent?.is(ExtensionDeclSyntax.self) == true ? found() : .visitChildren
    }

    override func visit(_ node: PrecedenceGroupDeclSyntax) -> SyntaxVisitorContinueKind { found() }

    /// Members that are used without being named: where a value is called, and where one stands in a text.
    private static let unnamedMembers: Set = [
        "callAsFunction", "dynamicallyCall", "appendInterpolation", "appendLiteral",
    ]

    /// An extension that adds a conformance, or such a member, acts where none of its names stands.
    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
        let adds = node.memberBlock.members.contains { member in
            let function = member.decl.as(FunctionDeclSyntax.self)?.name.text
            return member.decl.is(InitializerDeclSyntax.self)
                || function.map(Self.unnamedMembers.contains) ?? false
        }
        return node.inheritanceClause != nil || adds ? found() : .visitChildren
    }

    /// A class may hold constants alone: its parameters tell their changes themselves.
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
        node.memberBlock.holdsVariable ? found() : declare(type: node.name)
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        let isVariable = node.bindingSpecifier.tokenKind == .keyword(.var)
        let isStatic = node.modifiers.contains { ["static", "class", "lazy"].contains($0.name.text) }
        let isStored = node.bindings.contains(where: \.isStored)
        if isVariable, isStatic, isStored { isFound = true }
        if !node.attributes.isEmpty { isFound = true }
        if isVariable, !locals.isEmpty {
            locals[locals.count - 1].formUnion(node.bindings.flatMap { identifierNames(in: $0.pattern) })
        }
        return .visitChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        if case .identifier = node.name.tokenKind { declared.insert(node.name.text) } else { isFound = true }
        checkCapture(Syntax(node))
        return .visitChildren
    }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
        if !isCalledAtOnce(node) { checkCapture(Syntax(node)) }
        return begin()
    }

    override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { begin() }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { begin() }
    override func visitPost(_ node: ClosureExprSyntax) { locals.removeLast() }
    override func visitPost(_ node: CodeBlockSyntax) { locals.removeLast() }
    override func visitPost(_ node: AccessorBlockSyntax) { locals.removeLast() }

    private func begin() -> SyntaxVisitorContinueKind {
        locals.append([])
        return .visitChildren
    }

    /// A closure or an inner function that outlives the variable around it keeps that as a state of its own.
    private func checkCapture(_ node: Syntax) {
        let around = locals.reduce(into: Set<String>()) { $0.formUnion($1) }
        if !around.isEmpty, !around.isDisjoint(with: identifierNames(in: node)) { isFound = true }
    }

    /// `map { … }` and the like are done with their closure when they return.
    private func isCalledAtOnce(_ node: ClosureExprSyntax) -> Bool {
        guard !isLazy else { return false }
        let call =
            node.parent?.as(FunctionCallExprSyntax.self)
            ?? node.parent?.as(LabeledExprSyntax.self)?.parent?.parent?.as(FunctionCallExprSyntax.self)
        guard let member = call?.calledExpression.as(MemberAccessExprSyntax.self) else { return false }
        return HarmlessNames.eagerMembers.contains(member.declName.baseName.text)
    }

    private func found() -> SyntaxVisitorContinueKind {
        isFound = true
        return .skipChildren
    }
}
