import Digests
import SwiftCode
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

    static func digest(of texts: [String]) -> String {
        var digest = SHA256()
        for text in texts { digest.update(field: text) }
        return digest.hexadecimal()
    }
}

/// What each type that a chapter declares depends on: its own text, and all that this names, directly or through others.
/// What acts without being named, as an extension does, belongs to every type.
struct ChapterTypes {
    /// By the types' full names; none where nobody knows what is declared under a condition.
    let digests: [String: String]
    /// Those that name constants or variables of the top level: what happens to objects there may concern them.
    let withValues: Set<String>

    init(_ statements: [ParsedStatement]) {
        guard !statements.contains(where: { $0.syntax.is(IfConfigDeclSyntax.self) }) else {
            (digests, withValues) = ([:], [])
            return
        }
        let all = statements.map(ProgramStatement.init)
        let dependencies = Dependencies(all)
        let behind = Dictionary(
            uniqueKeysWithValues: Set(all.flatMap(\.types)).map { name in
                ("\(ProgramCode.module).\(name)", dependencies.statements(using: [name]) { $0.isUnnamed })
            })
        digests = behind.mapValues { ChapterDeclarations.digest(of: $0.map(\.text)) }
        withValues = Set(behind.filter { $0.value.contains { $0.kind == .variable } }.keys)
    }
}
