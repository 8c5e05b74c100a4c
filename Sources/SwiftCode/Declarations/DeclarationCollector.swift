import SwiftSyntax

/// Lists the declarations of a Swift file, and those inside its types, in the order of the file.
package final class DeclarationCollector: SyntaxVisitor {
    private var declarations: [SwiftDeclaration] = []
    private var path: [String] = []

    package static func declarations(in source: String) -> [SwiftDeclaration] {
        CodeMemory.declarations.result(for: source, collected)
    }

    private static func collected(from source: String) -> [SwiftDeclaration] {
        let collector = DeclarationCollector(viewMode: .sourceAccurate)
        collector.walk(CodeTree.of(source))
        return collector.declarations
    }

    private func add(_ name: String, labels: String = "", isExtension: Bool = false, _ node: some SyntaxProtocol) {
        declarations.append(
            SwiftDeclaration(
                name: (path + [name]).joined(separator: "."), labels: labels, isExtension: isExtension,
                range: quotedRange(of: Syntax(node))))
    }

    private func enter(_ name: String, isExtension: Bool = false, _ node: some SyntaxProtocol)
        -> SyntaxVisitorContinueKind
    {
        add(name, isExtension: isExtension, node)
        path.append(name)
        return .visitChildren
    }

    package override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text, node) }
    package override func visitPost(_ node: StructDeclSyntax) { path.removeLast() }
    package override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text, node) }
    package override func visitPost(_ node: ClassDeclSyntax) { path.removeLast() }
    package override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text, node) }
    package override func visitPost(_ node: EnumDeclSyntax) { path.removeLast() }
    package override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text, node) }
    package override func visitPost(_ node: ActorDeclSyntax) { path.removeLast() }
    package override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text, node) }
    package override func visitPost(_ node: ProtocolDeclSyntax) { path.removeLast() }
    package override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
        enter(node.extendedType.trimmedDescription, isExtension: true, node)
    }
    package override func visitPost(_ node: ExtensionDeclSyntax) { path.removeLast() }

    package override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node.name.text, labels: labels(of: node.signature.parameterClause), node)
        return .skipChildren
    }

    package override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
        add("init", labels: labels(of: node.signature.parameterClause), node)
        return .skipChildren
    }

    package override func visit(_ node: DeinitializerDeclSyntax) -> SyntaxVisitorContinueKind {
        add("deinit", node)
        return .skipChildren
    }

    package override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind {
        add("subscript", labels: labels(of: node.parameterClause), node)
        return .skipChildren
    }

    package override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        for binding in node.bindings {
            guard let name = binding.pattern.as(IdentifierPatternSyntax.self) else { continue }
            add(name.identifier.text, node)
        }
        return .skipChildren
    }

    package override func visit(_ node: EnumCaseDeclSyntax) -> SyntaxVisitorContinueKind {
        for element in node.elements { add(element.name.text, node) }
        return .skipChildren
    }

    package override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node.name.text, node)
        return .skipChildren
    }

    package override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node.name.text, node)
        return .skipChildren
    }

    private func labels(of clause: FunctionParameterClauseSyntax) -> String {
        "(" + clause.parameters.map { $0.firstName.text + ":" }.joined() + ")"
    }
}

/// A declaration with its documentation comment, in bytes of the file: from the beginning of a line where only blanks
/// stand before it, to the end of a comment behind it.
private func quotedRange(of node: Syntax) -> Range<Int> {
    var start = node.positionAfterSkippingLeadingTrivia.utf8Offset
    var position = start
    var isOnOwnLine = false
    trivia: for piece in node.leadingTrivia.reversed() {
        position -= piece.sourceLength.utf8Length
        switch piece {
        case .spaces, .tabs:
            if !isOnOwnLine { start = position }
        case .newlines(1), .carriageReturnLineFeeds(1): isOnOwnLine = true
        case .docLineComment, .docBlockComment: (start, isOnOwnLine) = (position, false)
        default: break trivia
        }
    }
    return start..<node.endPosition.utf8Offset
}
