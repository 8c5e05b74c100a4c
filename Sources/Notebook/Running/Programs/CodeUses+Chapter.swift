import Digests
import SwiftSyntax

extension CodeUses {
    /// - Parameter types: the chapter's own types, by their full names.
    init(of statements: [ParsedStatement], types: [String]) {
        let reading = ReadVariables(statements.map(ProgramStatement.init))
        self.init(
            types: Dictionary(
                uniqueKeysWithValues: types.map { type in
                    (type, reading.use(of: [String(type.dropFirst(Toolkit.programModule.count + 1))]))
                }),
            makers: Self.makers(in: statements, reading), declarations: reading.useOfAll)
    }

    private static func makers(in statements: [ParsedStatement], _ reading: ReadVariables) -> [String: CodeUse] {
        statements.reduce(into: [:]) { uses, statement in
            let locals = LocalNames(of: statement.syntax).tokens
            for closure in ModelMaker.closures(in: Syntax(statement.syntax)) {
                var use = reading.use(of: identifierNames(in: closure, except: locals))
                use.unrepeatable.formUnion(UnrepeatableCode.names(in: closure))
                let digest = CodeUses.digest(ofMaker: closure.trimmedDescription)
                // The same closure may stand in two places, with other names around it.
                uses[digest] = uses[digest].map { $0.union(use) } ?? use
            }
        }
    }
}

/// Which variables code may read when it runs: those that it names, and those behind the functions, types and computed
/// variables among these names. What once gave a variable its value does not count: the value does.
private struct ReadVariables {
    private let statements: [ProgramStatement]
    private let makers: [String: [Int]]

    init(_ statements: [ProgramStatement]) {
        self.statements = statements
        var makers: [String: [Int]] = [:]
        for (index, statement) in statements.enumerated() where statement.kind != .action && !statement.isImport {
            for name in statement.targets { makers[name, default: []].append(index) }
        }
        self.makers = makers
    }

    var useOfAll: CodeUse {
        use(
            of: statements.reduce(into: []) {
                if $1.kind == .declaration && !$1.isImport { $0.formUnion($1.identifiers) }
            })
    }

    /// What acts without being named, as an extension does, may run behind any code.
    func use(of names: Set<String>) -> CodeUse {
        var use = CodeUse()
        var seen: Set<Int> = []
        var open = statements.indices.filter { statements[$0].isUnnamed } + names.flatMap { makers[$0] ?? [] }
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            let statement = statements[next]
            if statement.kind == .variable { use.variables.formUnion(statement.targets) }
            guard statement.kind == .declaration || statement.isComputed else { continue }
            use.variables.formUnion(statement.statics.map(\.path))
            use.unrepeatable.formUnion(statement.unrepeatable)
            open += statement.identifiers.flatMap { makers[$0] ?? [] }
        }
        return use
    }
}
