import Digests
import SwiftSyntax

/// A closure that makes an experiment's model, `Experiment("name", plan) { … }`, and what it takes from around itself.
///
/// The program tells this to the training, whose key has it: Swift itself does not show what a closure has captured.
package struct ModelMaker: Codable, Sendable {
    /// A text to put into the statement's, at a place counted in bytes.
    package struct Insertion: Codable, Sendable {
        package let offset: Int
        package let text: String

        package init(offset: Int, text: String) {
            self.offset = offset
            self.text = text
        }
    }

    /// ``CodeUses/digest(ofMaker:)``
    package let digest: String
    /// The constants and variables of the blocks around that the closure uses.
    package let captured: [String]
    /// What makes the closure tell of them while it is made.
    package let insertions: [Insertion]
    /// Where the closure's body begins.
    package let body: Int

    /// Of these, the compiler says that nothing uses it.
    package static let captureName = "_aebookCapture"

    /// - Parameter start: the position of the statement's text.
    package init(_ closure: ClosureExprSyntax, in start: AbsolutePosition) {
        digest = CodeUses.digest(ofMaker: closure.trimmedDescription)
        captured = CapturedNames(of: closure).names
        let values = captured.map { "(\"\($0)\", \($0))" }.joined(separator: ", ")
        let call = "\(Self.captureName) = _capture(\"\(digest)\"\(values.isEmpty ? "" : ", { [\(values)] }"))"
        func offset(_ position: AbsolutePosition) -> Int { position.utf8Offset - start.utf8Offset }
        guard let signature = closure.signature else {
            body = offset(closure.leftBrace.endPositionBeforeTrailingTrivia)
            insertions = [Insertion(offset: body, text: " [\(call)] in")]
            return
        }
        body = offset(signature.inKeyword.endPositionBeforeTrailingTrivia)
        if let list = signature.capture {
            let comma = list.items.isEmpty ? "" : ", "
            insertions = [Insertion(offset: offset(list.leftSquare.endPosition), text: call + comma)]
        } else {
            let place =
                signature.parameterClause?.positionAfterSkippingLeadingTrivia
                ?? signature.effectSpecifiers?.positionAfterSkippingLeadingTrivia
                ?? signature.returnClause?.positionAfterSkippingLeadingTrivia
                ?? signature.inKeyword.positionAfterSkippingLeadingTrivia
            insertions = [Insertion(offset: offset(place), text: "[\(call)] ")]
        }
    }

    /// Those of a statement, in the order in which they stand.
    package static func all(in item: CodeBlockItemSyntax) -> [ModelMaker] {
        closures(in: Syntax(item.item)).map { ModelMaker($0, in: item.positionAfterSkippingLeadingTrivia) }
    }

    package static func closures(in syntax: Syntax) -> [ClosureExprSyntax] {
        let finder = MakerFinder(viewMode: .sourceAccurate)
        finder.walk(syntax)
        return finder.closures
    }
}

private final class MakerFinder: SyntaxVisitor {
    var closures: [ClosureExprSyntax] = []

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let last = node.trailingClosure ?? node.arguments.last?.expression.as(ClosureExprSyntax.self)
        if let last, makesExperiment(node.calledExpression) { closures.append(last) }
        return .visitChildren
    }

    /// `Experiment(…)`, `Experiment<Net>(…)`, `Experiment.init(…)`. What `.init(…)` makes is not known, and what is told
    /// of another value's closure would be taken for the next experiment's.
    private func makesExperiment(_ called: ExprSyntax) -> Bool {
        if let generic = called.as(GenericSpecializationExprSyntax.self) {
            return makesExperiment(generic.expression)
        }
        if let member = called.as(MemberAccessExprSyntax.self), member.declName.baseName.text == "init" {
            return member.base.map(makesExperiment) ?? false
        }
        return called.as(DeclReferenceExprSyntax.self)?.baseName.text == "Experiment"
    }
}
