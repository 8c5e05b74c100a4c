import SwiftSyntax

/// The variables that a statement of the top level declares, as far as the program can tell its trainings of their
/// values.
package struct OwnVariables: Codable, Sendable {
    /// A stored variable of a type.
    package struct Static: Codable, Sendable {
        /// `Settings.beta`
        package let path: String
        /// The types around it, the outermost first; none where it stands in a function.
        package let types: [String]
        /// Whether an extension of the outermost type can read it.
        package let isReadable: Bool
    }

    /// With a value when the statement is done.
    package var variables: [String] = []
    package var constants: [String] = []
    /// Declared without a value, or of a kind that cannot be copied.
    package var unreadable: [String] = []
    package var statics: [Static] = []
    /// Whether it writes a function's type: an object may hold one.
    package var namesFunctionTypes = false

    package init() {}

    package init(of item: CodeBlockItemSyntax.Item) {
        guard case .decl(let declaration) = item else { return }
        if let variable = declaration.as(VariableDeclSyntax.self) { read(variable) }
        let finder = StaticFinder(viewMode: .sourceAccurate)
        finder.walk(declaration)
        statics = finder.found
        namesFunctionTypes = finder.namesFunctionTypes
    }

    private mutating func read(_ variable: VariableDeclSyntax) {
        let canChange = variable.bindingSpecifier.tokenKind == .keyword(.var)
        for binding in variable.bindings where binding.isStored {
            let names = Self.names(boundBy: binding.pattern)
            if !binding.hasValue || !identifierNames(in: binding).isDisjoint(with: Self.uncopyable) {
                unreadable += names
            } else if canChange {
                variables += names
            } else if binding.initializer?.value.is(ClosureExprSyntax.self) == false {
                constants += names
            }
        }
    }

    /// As the code writes them, some between backticks.
    private static func names(boundBy pattern: PatternSyntax) -> [String] {
        pattern.tokens(viewMode: .sourceAccurate).compactMap { token in
            if case .identifier = token.tokenKind { token.text } else { nil }
        }
    }

    /// Whether a statement declares a variable with accessors, or one that a closure written there is the value of.
    package static func isComputed(_ item: CodeBlockItemSyntax.Item) -> Bool {
        guard case .decl(let declaration) = item, let variable = declaration.as(VariableDeclSyntax.self) else {
            return false
        }
        return variable.bindings.contains {
            $0.accessorBlock != nil || $0.initializer?.value.is(ClosureExprSyntax.self) == true
        }
    }

    static let uncopyable: Set = ["Mutex", "Atomic"]
}

extension PatternBindingSyntax {
    /// Whether it has a value where it stands: `var beta: Float?` has one too.
    fileprivate var hasValue: Bool {
        initializer != nil || typeAnnotation?.type.is(OptionalTypeSyntax.self) == true
    }
}

private final class StaticFinder: SyntaxVisitor {
    var found: [OwnVariables.Static] = []
    var namesFunctionTypes = false
    private var types: [(name: String, isOpen: Bool)] = []
    private var functions = 0

    override func visit(_ node: FunctionTypeSyntax) -> SyntaxVisitorContinueKind {
        namesFunctionTypes = true
        return .visitChildren
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        let isStatic = node.modifiers.contains { ["static", "class"].contains($0.name.text) }
        if isStatic {
            for binding in node.bindings where binding.isStored { add(binding, of: node) }
        }
        return .visitChildren
    }

    private func add(_ binding: PatternBindingSyntax, of node: VariableDeclSyntax) {
        let isPrivate = node.modifiers.contains { $0.name.text == "private" }
        let isReadable =
            functions == 0 && types.allSatisfy(\.isOpen) && !node.attributes.namesActor
            && !(isPrivate && types.count > 1)
            && identifierNames(in: binding).isDisjoint(with: OwnVariables.uncopyable)
        for name in identifierNames(in: binding.pattern).sorted() {
            found.append(
                OwnVariables.Static(
                    path: (types.map(\.name) + [name]).joined(separator: "."), types: types.map(\.name),
                    isReadable: isReadable))
        }
    }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { open(node, node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { open(node, node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { open(node, node.name) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { open(node, node.name) }
    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
        types.append((node.extendedType.trimmedDescription, !node.attributes.namesActor))
        return .visitChildren
    }
    override func visitPost(_ node: StructDeclSyntax) { types.removeLast() }
    override func visitPost(_ node: ClassDeclSyntax) { types.removeLast() }
    override func visitPost(_ node: EnumDeclSyntax) { types.removeLast() }
    override func visitPost(_ node: ActorDeclSyntax) { types.removeLast() }
    override func visitPost(_ node: ExtensionDeclSyntax) { types.removeLast() }

    private func open(_ node: some WithAttributesSyntax, _ name: TokenSyntax) -> SyntaxVisitorContinueKind {
        types.append((name.text, !node.attributes.namesActor))
        return .visitChildren
    }

    override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
        functions += 1
        return .visitChildren
    }
    override func visitPost(_ node: CodeBlockSyntax) { functions -= 1 }
}

extension AttributeListSyntax {
    /// Whether it binds to a global actor, such as `@MainActor`.
    fileprivate var namesActor: Bool { contains { $0.trimmedDescription.hasSuffix("Actor") } }
}
