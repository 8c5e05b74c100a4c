import SwiftParser
import SwiftSyntax
import Workers

/// The trees of code that was parsed by this process.
package enum CodeTree {
    /// Code with its tree, or with what keeps it from having one.
    package struct Parsed: Sendable {
        /// Of no code, where there is a fault.
        package let tree: SourceFileSyntax
        package let fault: CodeBounds.Fault?

        package init(tree: SourceFileSyntax, fault: CodeBounds.Fault?) {
            self.tree = tree
            self.fault = fault
        }
    }

    private static let known = TextMemory<Parsed>()
    private static let empty = Parser.parse(source: "")

    package static func of(_ code: String) -> SourceFileSyntax { parsed(code).tree }

    package static func parsed(_ code: String) -> Parsed { known.result(for: code, parse) }

    private static func parse(_ code: String) -> Parsed {
        let nesting = CodeNesting(of: code)
        if let fault = CodeBounds.fault(of: nesting) { return Parsed(tree: empty, fault: fault) }
        // A bracket takes the parser several kilobytes of the stack.
        let isShallow = code.utf8.count <= 400 && nesting.depth <= 8
        let tree = isShallow ? Parser.parse(source: code) : DeepStack.run { Parser.parse(source: code) }
        if let fault = CodeBounds.fault(of: tree, code) { return Parsed(tree: empty, fault: fault) }
        return Parsed(tree: tree, fault: nil)
    }
}
