import Digests
import SwiftSyntax

/// What a chapter declares itself: a model or a loss among it could change a training's result.
///
/// To the types, functions and extensions belong the variables which they name, the variables which those name, and
/// what assigns to them or may change them; a variable that no declaration uses is not part of it, so that `latent: 2`
/// can become `latent: 3` in one network and leave the others alone.
struct ChapterDeclarations {
    let texts: [String]

    /// One digest for all; a fixed one where the chapter declares nothing.
    var digest: String { Self.digest(of: texts) }

    init(_ statements: [ParsedStatement]) {
        texts = Dependencies(statements.map(ProgramStatement.init)).texts { statement in
            statement.kind == .declaration && !statement.isImport
        }
    }

    /// The same for each type of the top level: its own text, and all that this names, directly or through others. What
    /// acts without being named, as an extension does, belongs to every type.
    static func types(_ statements: [ParsedStatement]) -> [String: String] {
        let all = statements.map(ProgramStatement.init)
        let dependencies = Dependencies(all)
        let names = Set(all.flatMap(\.types))
        // Nobody knows what is declared under a condition.
        guard !statements.contains(where: { $0.syntax.is(IfConfigDeclSyntax.self) }) else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                let texts = dependencies.texts(using: [name]) { $0.isUnnamed }
                return ("\(Toolkit.programModule).\(name)", digest(of: texts))
            })
    }

    static func digest(of texts: [String]) -> String {
        var digest = SHA256()
        for text in texts { digest.update(field: text) }
        return digest.hexadecimal()
    }
}

/// Which statements of a program others depend on, as far as names tell.
struct Dependencies {
    private let statements: [ProgramStatement]
    /// The names that can change without an assignment: variables, and constants that hold an object of a class
    /// declared in the chapter.
    private let changeable: Set<String>

    init(_ statements: [ProgramStatement]) {
        self.statements = statements
        let classes = Set(statements.flatMap(\.classes))
        let objects = statements.filter { $0.kind == .variable && !$0.identifiers.isDisjoint(with: classes) }
        changeable = Set(statements.flatMap(\.variables)).union(objects.flatMap(\.targets))
    }

    /// The statements at which `isRoot` holds and all that they depend on, in the program's order.
    /// - Parameter names: further names that are depended on.
    func texts(using names: Set<String> = [], roots isRoot: (ProgramStatement) -> Bool) -> [String] {
        var used = names
        var included = statements.map(isRoot)
        for (index, statement) in statements.enumerated() where included[index] {
            used.formUnion(statement.identifiers)
        }
        while let index = statements.indices.first(where: { !included[$0] && belongs(statements[$0], to: used) }) {
            included[index] = true
            used.formUnion(statements[index].identifiers)
        }
        return statements.indices.filter { included[$0] }.map { statements[$0].text }
    }

    private func belongs(_ statement: ProgramStatement, to used: Set<String>) -> Bool {
        guard !statement.isImport else { return false }
        if !statement.targets.isDisjoint(with: used) { return true }
        guard statement.kind != .declaration else { return false }
        if let called = statement.called, used.contains(called) { return true }
        return !statement.touched.isDisjoint(with: used.intersection(changeable))
    }
}
