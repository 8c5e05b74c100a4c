import Digests
import SwiftCode
import SwiftSyntax

extension CodeUses {
    /// - Parameter types: the chapter's own types, by their full names.
    package init(of statements: [ParsedStatement], types: [String]) {
        let reading = ReadVariables(statements.map(ProgramStatement.init))
        self.init(
            types: Dictionary(
                uniqueKeysWithValues: types.map { type in
                    (type, reading.use(of: [String(type.dropFirst(ProgramCode.module.count + 1))]))
                }),
            makers: Self.makers(in: statements, reading), declarations: reading.useOfAll)
    }

    private static func makers(in statements: [ParsedStatement], _ reading: ReadVariables) -> [String: CodeUse] {
        statements.reduce(into: [:]) { uses, statement in
            let locals = LocalNames(of: statement.syntax).tokens
            for closure in ModelMaker.closures(in: Syntax(statement.syntax)) {
                var use = reading.use(of: ReferencedNames.all(in: closure, except: locals))
                use.unrepeatable.formUnion(UnrepeatableCode.names(in: closure))
                let digest = CodeUses.digest(ofMaker: closure.trimmedDescription)
                // The same closure may stand in two places, with other names around it.
                uses[digest] = uses[digest].map { $0.union(use) } ?? use
            }
        }
    }
}

/// Which variables code may read when it runs: those that it names, and those behind the functions, types and computed
/// variables among these names. What once gave a variable its value does not count: the value does, and the types in it.
private struct ReadVariables {
    private let statements: [ProgramStatement]
    private let places: [String: [Int]]

    init(_ statements: [ProgramStatement]) {
        self.statements = statements
        var places: [String: [Int]] = [:]
        for (index, statement) in statements.enumerated() {
            for name in statement.defined { places[name, default: []].append(index) }
        }
        self.places = places
    }

    var useOfAll: CodeUse {
        use(of: statements.reduce(into: []) { if $1.kind == .declaration { $0.formUnion($1.defined) } })
    }

    /// What acts without being named, as an extension does, may run behind any code.
    func use(of names: Set<String>) -> CodeUse {
        var use = CodeUse()
        var seen: Set<Int> = []
        var open = statements.indices.filter { statements[$0].isUnnamed && !statements[$0].isImport }
        func follow(_ names: Set<String>) {
            for (name, index) in names.flatMap({ name in (places[name] ?? []).map { (name, $0) } }) {
                if statements[index].kind == .variable { use.variables.insert(name) }
                open.append(index)
            }
        }
        follow(names)
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            let statement = statements[next]
            guard statement.kind == .declaration || statement.isComputed else { continue }
            use.variables.formUnion(statement.statics.map(\.path))
            use.unrepeatable.formUnion(statement.unrepeatable)
            follow(statement.references)
        }
        return use
    }
}
