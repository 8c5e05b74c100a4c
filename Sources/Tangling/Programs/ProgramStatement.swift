import SwiftCode
import SwiftSyntax

/// A statement of a chapter's program as far as the search for what depends on what needs it.
struct ProgramStatement {
    let kind: CellSource.Statement.Kind
    let text: String
    /// Every identifier in it that may name something outside of it.
    let identifiers: Set<String>
    /// The names that it declares, binds or assigns to.
    let targets: Set<String>
    /// The names of which a method is called, or which are passed as `&name`: it may change what they stand for.
    let touched: Set<String>
    /// The name of which the statement as a whole calls a method, as `box.set(3)` does.
    let called: String?
    /// The classes that it declares, and the variables that it declares with `var`.
    let classes: Set<String>
    let variables: Set<String>
    /// Those of the classes whose objects hold variables.
    let changingClasses: Set<String>
    /// Whether it declares a variable of a type itself.
    let hasStaticVariable: Bool
    /// The type that it declares at the top level.
    let types: [String]
    /// Whether it declares something that acts without being named: an extension, an operator.
    let isUnnamed: Bool
    /// The names of the top level that it declares.
    let defined: Set<String>
    /// The names that it uses: of values, functions and types; members' where nothing stands before them.
    let references: Set<String>
    /// The stored variables of types that it declares.
    let statics: [OwnVariables.Static]
    /// Whether it declares a variable behind which code stands, which runs when it is used.
    let isComputed: Bool
    /// What in it no later run can repeat.
    let unrepeatable: Set<String>
    /// An import says where names come from and nothing of what they mean.
    let isImport: Bool

    init(_ statement: ParsedStatement) {
        kind = statement.kind
        text = statement.text
        let locals = LocalNames(of: statement.syntax).tokens
        identifiers = identifierNames(in: Syntax(statement.syntax), except: locals)
        let finder = NameFinder(except: locals)
        finder.walk(Syntax(statement.syntax))
        targets = finder.targets
        touched = finder.touched
        classes = finder.classes
        variables = finder.variables
        changingClasses = finder.changingClasses
        hasStaticVariable = finder.hasStaticVariable
        called = Self.called(statement.syntax)
        defined = StatementNames(of: statement).defined
        references = ReferencedNames.all(in: Syntax(statement.syntax), except: locals)
        statics = OwnVariables(of: statement.syntax).statics
        isComputed = OwnVariables.isComputed(statement.syntax)
        unrepeatable = UnrepeatableCode.names(in: Syntax(statement.syntax))
        (types, isUnnamed) = Self.declared(statement.syntax)
        isImport = if case .decl(let one) = statement.syntax { one.is(ImportDeclSyntax.self) } else { false }
    }

    private static func declared(_ item: CodeBlockItemSyntax.Item) -> (types: [String], isUnnamed: Bool) {
        guard case .decl(let declaration) = item else { return ([], false) }
        if let type = declaration.asProtocol(DeclGroupSyntax.self) {
            let name = declaration.asProtocol(NamedDeclSyntax.self)?.name.plainName
            return (name.map { [$0] } ?? [], type.is(ExtensionDeclSyntax.self))
        }
        let isNamed = declaration.is(VariableDeclSyntax.self) || declaration.is(ImportDeclSyntax.self)
        let function = declaration.as(FunctionDeclSyntax.self)?.name.tokenKind
        if case .identifier? = function { return ([], false) }
        return ([], !isNamed && !declaration.is(TypeAliasDeclSyntax.self))
    }

    private static func called(_ item: CodeBlockItemSyntax.Item) -> String? {
        guard case .expr(var expression) = item else { return nil }
        while true {
            if let one = expression.as(TryExprSyntax.self) {
                expression = one.expression
            } else if let one = expression.as(AwaitExprSyntax.self) {
                expression = one.expression
            } else {
                break
            }
        }
        return expression.as(FunctionCallExprSyntax.self).flatMap { root(of: $0)?.plainName }
    }
}

/// The name at the beginning of `name.property.method(…)`; nil where it is no method.
private func root(of call: FunctionCallExprSyntax) -> TokenSyntax? {
    guard var base = call.calledExpression.as(MemberAccessExprSyntax.self)?.base else { return nil }
    while true {
        if let member = base.as(MemberAccessExprSyntax.self)?.base {
            base = member
        } else if let element = base.as(SubscriptCallExprSyntax.self) {
            base = element.calledExpression
        } else if let one = base.as(OptionalChainingExprSyntax.self) {
            base = one.expression
        } else if let one = base.as(ForceUnwrapExprSyntax.self) {
            base = one.expression
        } else {
            return base.as(DeclReferenceExprSyntax.self)?.baseName
        }
    }
}

extension MemberBlockSyntax {
    /// Whether one of the members is a variable with a value of its own.
    var holdsVariable: Bool {
        members.contains { member in
            guard let variable = member.decl.as(VariableDeclSyntax.self) else { return false }
            return variable.bindingSpecifier.tokenKind == .keyword(.var)
                && variable.bindings.contains(where: \.isStored)
        }
    }
}

/// Finds the names that a statement declares, binds, assigns to or may change.
private final class NameFinder: SyntaxVisitor {
    var targets: Set<String> = []
    var touched: Set<String> = []
    var classes: Set<String> = []
    var variables: Set<String> = []
    var changingClasses: Set<String> = []
    var hasStaticVariable = false
    private let locals: Set<SyntaxIdentifier>

    init(except locals: Set<SyntaxIdentifier>) {
        self.locals = locals
        super.init(viewMode: .sourceAccurate)
    }

    private func names(in syntax: some SyntaxProtocol) -> Set<String> { identifierNames(in: syntax, except: locals) }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        targets.formUnion(names(in: node))
        return .visitChildren
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        if node.bindingSpecifier.tokenKind == .keyword(.var) {
            for binding in node.bindings { variables.formUnion(names(in: binding.pattern)) }
            if node.modifiers.contains(where: { ["static", "class"].contains($0.name.text) }) {
                hasStaticVariable = true
            }
        }
        return .visitChildren
    }

    override func visit(_ node: SequenceExprSyntax) -> SyntaxVisitorContinueKind {
        if CellSource.Statement.isAssignment(ExprSyntax(node)), let target = node.elements.first {
            targets.formUnion(assignedNames(in: target))
        }
        return .visitChildren
    }

    /// `plan.seed = 1` changes `plan`; a member's name is no variable's, and may be a label's elsewhere.
    private func assignedNames(in target: ExprSyntax) -> Set<String> {
        if let member = target.as(MemberAccessExprSyntax.self), let base = member.base {
            return assignedNames(in: base)
        }
        if let element = target.as(SubscriptCallExprSyntax.self) {
            return assignedNames(in: element.calledExpression)
        }
        return names(in: target)
    }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        if let root = root(of: node) { touched.formUnion(names(in: root)) }
        return .visitChildren
    }

    override func visit(_ node: InOutExprSyntax) -> SyntaxVisitorContinueKind {
        touched.formUnion(names(in: node.expression))
        return .visitChildren
    }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
        classes.insert(node.name.plainName)
        if node.memberBlock.holdsVariable { changingClasses.insert(node.name.plainName) }
        return declare(node.name)
    }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
        classes.insert(node.name.plainName)
        return declare(node.name)
    }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }

    private func declare(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
        targets.insert(name.plainName)
        return .visitChildren
    }
}
