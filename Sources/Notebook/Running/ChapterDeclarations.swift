import Digests
import SwiftSyntax

/// What a chapter declares itself: a model or a loss among it could change a training's result.
///
/// To the types, functions and extensions belong the variables which they name, the variables which those name, and
/// the assignments to them; a variable that no declaration uses is not part of it, so that `latent: 2` can become
/// `latent: 3` in one network and leave the others alone.
struct ChapterDeclarations {
    let texts: [String]

    /// One digest for all; a fixed one where the chapter declares nothing.
    var digest: String {
        var digest = SHA256()
        for text in texts { digest.update(field: text) }
        return digest.hexadecimal()
    }

    init(_ statements: [CellSource.Statement]) {
        var items = statements.map(DeclarationItem.init)
        var used: Set<String> = []
        var included: [Int: String] = [:]
        var reached = Self.next(&items, used)
        while let (index, item) = reached {
            included[index] = item.text
            used.formUnion(item.identifiers)
            reached = Self.next(&items, used)
        }
        texts = included.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The first item that belongs to the declarations and has not been taken yet.
    private static func next(_ items: inout [DeclarationItem], _ used: Set<String>) -> (Int, DeclarationItem)? {
        guard let index = items.firstIndex(where: { !$0.isTaken && $0.belongs(to: used) }) else { return nil }
        items[index].isTaken = true
        return (index, items[index])
    }
}

/// A statement as far as the search for declarations needs it.
private struct DeclarationItem {
    let kind: CellSource.Statement.Kind
    let text: String
    /// Every identifier in it.
    let identifiers: Set<String>
    /// The names of the variables that it declares or assigns to.
    let targets: Set<String>
    /// An import says where names come from and nothing of what they mean.
    let isImport: Bool
    var isTaken = false

    init(_ statement: CellSource.Statement) {
        kind = statement.kind
        text = statement.text
        identifiers = identifierNames(in: Syntax(statement.syntax))
        isImport = Self.isImport(statement)
        targets = Self.targets(of: statement.syntax)
    }

    func belongs(to used: Set<String>) -> Bool {
        switch kind {
        case .declaration: !isImport
        case .variable, .value, .action: !targets.isDisjoint(with: used)
        }
    }

    private static func isImport(_ statement: CellSource.Statement) -> Bool {
        if case .decl(let declaration) = statement.syntax { declaration.is(ImportDeclSyntax.self) } else { false }
    }

    private static func targets(of item: CodeBlockItemSyntax.Item) -> Set<String> {
        let finder = TargetFinder(viewMode: .sourceAccurate)
        finder.walk(Syntax(item))
        return finder.names
    }
}

private func identifierNames(in syntax: some SyntaxProtocol) -> Set<String> {
    let names = syntax.tokens(viewMode: .sourceAccurate).compactMap { token -> String? in
        if case .identifier(let name) = token.tokenKind { name } else { nil }
    }
    return Set(names)
}

/// Finds the names that a statement binds or assigns to.
private final class TargetFinder: SyntaxVisitor {
    var names: Set<String> = []

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        names.insert(node.identifier.text)
        return .visitChildren
    }

    override func visit(_ node: SequenceExprSyntax) -> SyntaxVisitorContinueKind {
        if CellSource.Statement.isAssignment(ExprSyntax(node)), let target = node.elements.first {
            names.formUnion(identifierNames(in: target))
        }
        return .visitChildren
    }
}
