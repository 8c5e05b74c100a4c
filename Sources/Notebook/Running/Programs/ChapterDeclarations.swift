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
