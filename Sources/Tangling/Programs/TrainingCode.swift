import SwiftCode
import SwiftSyntax

/// What of a chapter's code each of its trainings depends on: its `Experiment("name", …)`, the rest of the statement
/// in which that stands, and everything that these name, directly or through others.
///
/// Of a training whose name is computed nothing is known here.
struct TrainingCode {
    /// The digests of these texts, by the trainings' names.
    let digests: [String: String]

    init(_ statements: [ParsedStatement]) {
        let dependencies = Dependencies(statements.map(ProgramStatement.init))
        var texts: [String: [String]] = [:]
        for statement in statements {
            let finder = ExperimentFinder(viewMode: .sourceAccurate)
            finder.walk(Syntax(statement.syntax))
            let locals = LocalNames(of: statement.syntax).tokens
            let rest = finder.rest(of: statement, except: locals)
            for (name, call) in finder.calls {
                let own = [call.trimmedDescription, rest.text]
                // What the statement binds is its result, and leads back to all of its experiments.
                let names = identifierNames(in: call, except: locals).union(rest.identifiers)
                    .subtracting(ProgramStatement(statement).targets)
                texts[name, default: []] += own + dependencies.texts(using: names) { _ in false }
            }
        }
        digests = texts.mapValues(ChapterDeclarations.digest)
    }
}

/// Finds the calls `Experiment("name", …)` whose name is plain text.
private final class ExperimentFinder: SyntaxVisitor {
    var calls: [(name: String, call: FunctionCallExprSyntax)] = []

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        guard called(node)?.baseName.text == "Experiment",
            let text = node.arguments.first?.expression.as(StringLiteralExprSyntax.self),
            let name = text.representedLiteralValue
        else { return .visitChildren }
        calls.append((name, node))
        return .visitChildren
    }

    /// `Experiment`, also where its model is written: `Experiment<any Autoencoder>(…)`.
    private func called(_ node: FunctionCallExprSyntax) -> DeclReferenceExprSyntax? {
        let generic = node.calledExpression.as(GenericSpecializationExprSyntax.self)
        return (generic?.expression ?? node.calledExpression).as(DeclReferenceExprSyntax.self)
    }

    /// The statement's text and names without the experiments in it: those do not depend on each other.
    func rest(
        of statement: ParsedStatement, except locals: Set<SyntaxIdentifier>
    ) -> (text: String, identifiers: Set<String>) {
        let inside = calls.map { $0.call.position..<$0.call.endPosition }
        var (text, identifiers) = ("", Set<String>())
        for token in Syntax(statement.syntax).tokens(viewMode: .sourceAccurate)
        where !inside.contains(where: { $0.contains(token.position) }) {
            // A further experiment in the list brings a comma.
            if token.tokenKind != .comma { text += token.text + " " }
            if case .identifier(let name) = token.tokenKind, !locals.contains(token.id) { identifiers.insert(name) }
        }
        return (text, identifiers)
    }
}
