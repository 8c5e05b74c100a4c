import SwiftSyntax

/// How deep code may be nested. The parser's time doubles with some brackets, and the stack holds no tree of any depth;
/// so what is beyond these bounds is not parsed, or its tree not looked at.
package enum CodeBounds {
    package struct Fault: Sendable {
        package let message: String
        /// The line, from 0, and the column in bytes, from 1.
        package let line: Int
        package let column: Int

        package init(message: String, line: Int, column: Int) {
            self.message = message
            self.line = line
            self.column = column
        }
    }

    package static let greatestDepth = 64
    /// Of `[`, without braces between: the parser tries a type and a value at each.
    static let greatestListDepth = 10
    /// Of words and signs that go on with what is before them without a bracket, such as `else` and `->`.
    static let greatestLinks = 5_000
    static let greatestTreeDepth = 600

    /// What is wrong with code before it is parsed.
    package static func fault(of nesting: CodeNesting) -> Fault? {
        func fault(_ message: String, _ place: CodeNesting.Place) -> Fault {
            Fault(message: message, line: place.line, column: place.column)
        }
        if let place = nesting.tooDeep {
            return fault("the brackets here stand more than \(greatestDepth) deep in one another", place)
        }
        if let place = nesting.tooDeepList {
            return fault("the lists here stand more than \(greatestListDepth) deep in one another", place)
        }
        return nesting.tooManyLinks.map {
            fault("there are more than \(greatestLinks) of `else`, `try`, `await`, `->` and `?` in this code", $0)
        }
    }

    /// What is wrong with a tree.
    package static func fault(of tree: SourceFileSyntax, _ code: String) -> Fault? {
        // Each level takes a character at least.
        guard code.utf8.count > greatestTreeDepth else { return nil }
        var waiting: [(node: Syntax, depth: Int)] = [(Syntax(tree), 0)]
        while let (node, depth) = waiting.popLast() {
            if depth > greatestTreeDepth {
                let converter = SourceLocationConverter(fileName: "", tree: tree)
                let place = converter.location(for: node.positionAfterSkippingLeadingTrivia)
                return Fault(
                    message: "this is nested more than \(greatestTreeDepth) deep", line: place.line - 1,
                    column: place.column)
            }
            for child in node.children(viewMode: .sourceAccurate) { waiting.append((child, depth + 1)) }
        }
        return nil
    }

    package static let help = "take it apart: give a part of it a name, or write it in a loop"
}
