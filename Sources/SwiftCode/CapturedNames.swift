import SwiftSyntax

/// The constants, variables and parameters of the blocks around a closure that it uses, itself or through functions that
/// are declared there; not those of the top level.
struct CapturedNames {
    private var values: Set<String> = []
    private var functions: [String: Syntax] = [:]
    /// What a method may name without `self.`.
    private var members: Set<String> = []
    private var used: Set<String> = []

    init(of closure: ClosureExprSyntax) {
        var child = Syntax(closure)
        while let parent = child.parent, !isTop(parent) {
            if let members = parent.as(MemberBlockItemListSyntax.self) {
                read(members, around: child)
                break
            }
            read(parent, around: child)
            child = parent
        }
        use(Syntax(closure))
    }

    /// Those that are used, in the order of the alphabet, with `self` where a property may be meant.
    var names: [String] {
        let isSelfUsed =
            !members.isEmpty && (used.contains("self") || !used.isDisjoint(with: members.subtracting(values)))
        return used.intersection(values).sorted() + (isSelfUsed ? ["self"] : [])
    }

    private func isTop(_ node: Syntax) -> Bool {
        node.is(CodeBlockItemListSyntax.self) && node.parent?.is(SourceFileSyntax.self) ?? true
    }

    // MARK: what the closure uses

    private mutating func use(_ syntax: Syntax) {
        let new = ReferencedNames.all(in: syntax).subtracting(used)
        used.formUnion(new)
        for name in new { if let function = functions[name] { use(function) } }
    }

    // MARK: what stands around it

    private mutating func read(_ node: Syntax, around child: Syntax) {
        if let list = node.as(CodeBlockItemListSyntax.self) {
            for item in list { read(item.item, isBefore: item.position < child.position) }
        } else if let one = node.as(FunctionDeclSyntax.self) {
            add(one.signature.parameterClause)
        } else if let one = node.as(InitializerDeclSyntax.self) {
            add(one.signature.parameterClause)
        } else if let one = node.as(ClosureExprSyntax.self) {
            add(one.signature)
        } else if let one = node.as(ForStmtSyntax.self), one.body.id == child.id {
            add(one.pattern)
        } else if let one = node.as(IfExprSyntax.self), one.body.id == child.id {
            add(one.conditions)
        } else if let one = node.as(WhileStmtSyntax.self), one.body.id == child.id {
            add(one.conditions)
        } else if let one = node.as(SwitchCaseSyntax.self), one.statements.id == child.id {
            add(one.label)
        } else if let one = node.as(CatchClauseSyntax.self) {
            add(one.catchItems)
        }
    }

    private mutating func read(_ item: CodeBlockItemSyntax.Item, isBefore: Bool) {
        switch item {
        case .decl(let declaration):
            if let function = declaration.as(FunctionDeclSyntax.self) {
                functions[function.name.text] = function.body.map { Syntax($0) }
            } else if isBefore, let variable = declaration.as(VariableDeclSyntax.self) {
                for binding in variable.bindings { read(binding) }
            }
        case .stmt(let statement):
            if isBefore, let one = statement.as(GuardStmtSyntax.self) { add(one.conditions) }
        default: break
        }
    }

    /// A name for a closure that stands there is a function; so is a computed variable.
    private mutating func read(_ binding: PatternBindingSyntax) {
        let code =
            binding.initializer?.value.as(ClosureExprSyntax.self).map { Syntax($0) }
            ?? (binding.isStored ? nil : binding.accessorBlock.map { Syntax($0) })
        if let code, let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text {
            functions[name] = code
        } else {
            add(binding.pattern)
        }
    }

    private mutating func read(_ list: MemberBlockItemListSyntax, around child: Syntax) {
        let modifiers = child.as(MemberBlockItemSyntax.self)?.decl.asProtocol(WithModifiersSyntax.self)?.modifiers
        guard modifiers?.contains(where: { ["static", "class"].contains($0.name.text) }) != true else { return }
        members = list.reduce(into: ["self"]) { names, member in
            if let one = member.decl.as(VariableDeclSyntax.self) {
                for binding in one.bindings { names.formUnion(identifierNames(in: binding.pattern)) }
            } else if let one = member.decl.as(FunctionDeclSyntax.self) {
                names.insert(one.name.text)
            }
        }
    }

    private mutating func add(_ clause: FunctionParameterClauseSyntax) {
        values.formUnion(clause.parameters.map { ($0.secondName ?? $0.firstName).text })
    }

    private mutating func add(_ signature: ClosureSignatureSyntax?) {
        if let list = signature?.parameterClause?.as(ClosureShorthandParameterListSyntax.self) {
            values.formUnion(list.map(\.name.text))
        }
        if let clause = signature?.parameterClause?.as(ClosureParameterClauseSyntax.self) {
            values.formUnion(clause.parameters.map { ($0.secondName ?? $0.firstName).text })
        }
        values.formUnion(signature?.capture?.items.map(\.name.text) ?? [])
        values.remove("_")
    }

    /// The names that patterns bind.
    private mutating func add(_ syntax: some SyntaxProtocol) {
        let finder = BindingFinder(viewMode: .sourceAccurate)
        finder.walk(Syntax(syntax))
        values.formUnion(finder.names)
        values.remove("_")
    }
}

private final class BindingFinder: SyntaxVisitor {
    var names: Set<String> = []

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        names.insert(node.identifier.text)
        return .skipChildren
    }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
