import Manuscript
import SwiftDiagnostics
import SwiftParser
import SwiftParserDiagnostics
import SwiftSyntax

/// A cell's code taken apart into its top-level statements by the toolchain's own parser.
///
/// It holds what every build asks for. What only the search for dependencies asks is read from ``ParsedStatement``s.
package struct CellSource: Codable, Sendable {
    /// One statement or declaration of the top level.
    package struct Statement: Codable, Sendable {
        package enum Kind: String, Codable, Sendable {
            /// A type, function, extension, operator or import: it does nothing where it stands.
            case declaration
            /// `let` or `var`: it runs where it stands, and later cells see it.
            case variable
            /// An expression with a value, which a cell that ends with it shows.
            case value
            /// Everything else that runs.
            case action
        }

        package let kind: Kind
        /// Without the comments before it, and without a closing semicolon.
        package let text: String
        /// The line in the cell, from 0, and the column in bytes, from 0.
        package let line: Int
        package let column: Int
        package let mentions: NameUses
        /// The variables that it sets.
        package let variables: [String]
        /// The functions that it declares; a computed variable, and one that holds a closure, is a function too.
        package let functions: [String]
        /// What its program tells the trainings.
        package let own: OwnVariables
        package let makers: [ModelMaker]

        package init(
            kind: Kind, text: String, line: Int, column: Int, mentions: NameUses, variables: [String],
            functions: [String], own: OwnVariables, makers: [ModelMaker]
        ) {
            self.kind = kind
            self.text = text
            self.line = line
            self.column = column
            self.mentions = mentions
            self.variables = variables
            self.functions = functions
            self.own = own
            self.makers = makers
        }
    }

    /// What the grammar forbids.
    package struct SyntaxError: Codable, Sendable {
        /// The line in the cell, from 0, and the column in bytes, from 1.
        package let line: Int
        package let column: Int
        /// The column after what is meant; nil where that is a point, or goes on in the next line.
        package let endColumn: Int?
        package let message: String
        /// What the parser would change, such as `insert '}'`.
        package let help: String?
    }

    package let statements: [Statement]
    package let errors: [SyntaxError]

    package init(_ code: String) { self = CodeMemory.sources.result(for: code, CellSource.init(parsing:)) }

    private init(parsing code: String) {
        if let name = SimpleName(code) {
            (statements, errors) = ([Statement(name)], [])
            return
        }
        let parsed = CodeTree.parsed(code)
        let tree = parsed.tree
        let converter = SourceLocationConverter(fileName: "", tree: tree)
        let last = tree.statements.last?.id
        statements = tree.statements.map { Statement($0, isLast: $0.id == last, converter) }
        errors = parsed.fault.map { [SyntaxError($0)] } ?? (tree.hasError ? Self.errors(tree, converter) : [])
    }

    private static func errors(_ tree: SourceFileSyntax, _ converter: SourceLocationConverter) -> [SyntaxError] {
        let strangers = StrangeCharacters.errors(in: tree, converter)
        // The parser's own diagnostics would end the program there.
        if !strangers.isEmpty { return strangers }
        return ParseDiagnosticsGenerator.diagnostics(for: tree)
            .filter { $0.diagMessage.severity == .error }
            .map { diagnostic in
                let place = diagnostic.location(converter: converter)
                return SyntaxError(
                    line: place.line - 1, column: place.column, endColumn: end(of: diagnostic, from: place, converter),
                    message: diagnostic.message, help: diagnostic.fixIts.first?.message.message)
            }
    }

    private static func end(
        of diagnostic: SwiftDiagnostics.Diagnostic, from place: SwiftSyntax.SourceLocation,
        _ converter: SourceLocationConverter
    ) -> Int? {
        let marked = diagnostic.highlights.first ?? diagnostic.node
        let end = converter.location(for: marked.endPositionBeforeTrailingTrivia)
        return end.line == place.line && end.column > place.column ? end.column : nil
    }
}

extension CellSource.SyntaxError {
    fileprivate init(_ fault: CodeBounds.Fault) {
        self.init(
            line: fault.line, column: fault.column, endColumn: nil, message: fault.message, help: CodeBounds.help)
    }
}

extension CellSource.Statement {
    package init(_ name: SimpleName) {
        (kind, text, line, column, variables, functions) = (.value, name.text, 0, 0, [], [])
        mentions = NameUses(of: name)
        (own, makers) = (OwnVariables(), [])
    }

    package init(_ item: CodeBlockItemSyntax, isLast: Bool, _ converter: SourceLocationConverter) {
        let place = converter.location(for: item.positionAfterSkippingLeadingTrivia)
        let value = isLast ? BranchValue(item) : nil
        kind = value == nil ? Self.kind(of: item.item) : .value
        text = value?.text ?? item.with(\.semicolon, nil).trimmedDescription
        line = place.line - 1
        column = max(0, place.column - 1 - (value?.margin ?? 0))
        mentions = NameUses(in: item.item)
        let declaration = if case .decl(let declaration) = item.item { declaration } else { nil as DeclSyntax? }
        let bindings = declaration?.as(VariableDeclSyntax.self).map { Array($0.bindings) } ?? []
        variables = bindings.filter { !$0.isFunction }.flatMap(\.names)
        let function = declaration?.as(FunctionDeclSyntax.self)?.name.text
        functions = function.map { [$0] } ?? bindings.filter(\.isFunction).flatMap(\.names)
        own = OwnVariables(of: item.item)
        // The text of a value that is chosen by `if` or `switch` is another one than the item's.
        makers = value == nil ? ModelMaker.all(in: item) : []
    }

    private static func kind(of item: CodeBlockItemSyntax.Item) -> Kind {
        switch item {
        case .decl(let declaration):
            if declaration.is(VariableDeclSyntax.self) { return .variable }
            return declaration.is(IfConfigDeclSyntax.self) ? .action : .declaration
        case .expr(let expression):
            return isAssignment(expression) ? .action : .value
        case .stmt:
            return .action
        @unknown default:
            return .action
        }
    }

    /// True for `a = b` and `a += b`, which have no value worth showing.
    package static func isAssignment(_ expression: ExprSyntax) -> Bool {
        guard let sequence = expression.as(SequenceExprSyntax.self) else { return false }
        return sequence.elements.contains { element in
            if element.is(AssignmentExprSyntax.self) { return true }
            guard let symbol = element.as(BinaryOperatorExprSyntax.self)?.operator.text else { return false }
            return symbol.hasSuffix("=") && !comparisons.contains(symbol)
        }
    }

    private static let comparisons: Set = ["==", "!=", "===", "!==", "<=", ">=", "~=", ".==", ".!=", ".<=", ".>="]
}

extension PatternBindingSyntax {
    fileprivate var isFunction: Bool {
        accessorBlock != nil || initializer?.value.is(ClosureExprSyntax.self) == true
    }

    fileprivate var names: [String] { NameUses(in: pattern).defined.sorted() }
}
