import SwiftCode

/// A chapter's program as the search for a slice sees it: its steps, and their statements in the order in which they run.
package struct SliceProgram {
    /// A cell, an inline value or a claim.
    package struct Step {
        /// The code, with what else its result depends on, but not its place among the steps.
        package let identity: String
        /// The places of its statements among the program's.
        package let statements: Range<Int>
        /// The cell's index; nil for what stands in the prose.
        package let cell: Int?
    }

    package struct Statement {
        package let text: String
        package let step: Int
        /// The place among the step's own statements.
        package let place: Int
        let isDeclaration: Bool
        let isImport: Bool
        package let names: StatementNames
        package let source: ParsedStatement

        package init(
            text: String, step: Int, place: Int, isDeclaration: Bool, isImport: Bool, names: StatementNames,
            source: ParsedStatement
        ) {
            self.text = text
            self.step = step
            self.place = place
            self.isDeclaration = isDeclaration
            self.isImport = isImport
            self.names = names
            self.source = source
        }
    }

    package private(set) var steps: [Step] = []
    package private(set) var statements: [Statement] = []
    /// The places of the declarations by the names, and by the members, that they make known.
    private var declarations: [String: [Int]] = [:]
    private var memberDeclarations: [String: [Int]] = [:]
    /// Variables at the top level that can change.
    package let variables: Set<String>
    /// Variables that may be changed by whoever uses a name, because a function is behind it that does.
    private var carried: [String: Set<String>] = [:]

    init(_ code: ProgramCode) {
        for piece in code.pieces {
            let first = statements.count
            for (place, statement) in ParsedStatement.all(in: piece.text).enumerated() {
                statements.append(Statement(statement, step: steps.count, place: place))
            }
            steps.append(Step(identity: piece.identity, statements: first..<statements.count, cell: piece.cell))
        }
        variables = statements.reduce(into: []) { $0.formUnion($1.names.variables) }
        for (index, statement) in statements.enumerated() where statement.isDeclaration {
            for name in statement.names.defined { declarations[name, default: []].append(index) }
            for name in statement.names.definedMembers { memberDeclarations[name, default: []].append(index) }
        }
        findCarried()
    }

    /// Every name that a statement depends on: its own, and those of the functions and types among them.
    package func reach(_ index: Int) -> Set<String> {
        reach(statements[index].names.all, statements[index].names.members)
    }

    private func reach(_ names: Set<String>, _ members: Set<String> = []) -> Set<String> {
        var reached = names
        for index in declarations(behind: names, members) {
            reached.formUnion(statements[index].names.all)
            reached.formUnion(statements[index].names.definedMembers)
        }
        for name in reached { if let more = carried[name] { reached.formUnion(more) } }
        return reached
    }

    /// The declarations that stand behind some names, directly or through others.
    private func declarations(behind names: Set<String>, _ members: Set<String>) -> Set<Int> {
        func declared(_ names: Set<String>, _ members: Set<String>) -> [Int] {
            names.flatMap { declarations[$0] ?? [] } + members.union(names).flatMap { memberDeclarations[$0] ?? [] }
        }
        var seen: Set<Int> = []
        var open = declared(names, members)
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            open += declared(statements[next].names.all, statements[next].names.members)
        }
        return seen
    }

    /// What a statement may give another value: what it defines, and every variable within its reach.
    package func changes(_ index: Int, reach: Set<String>) -> Set<String> {
        statements[index].names.defined.union(reach.intersection(variables))
    }

    /// What may be used after the statement is done.
    private func kept(_ names: StatementNames) -> Set<String> {
        names.inClosures.union(names.handedOn.subtracting(names.defined).filter { declarations[$0] != nil })
    }

    /// A constant or a variable may hold a closure, or an object with methods, that uses variables: whoever uses it then
    /// may use these, and what those hold in turn.
    private mutating func findCarried() {
        guard !variables.isEmpty else { return }
        var hasGrown = true
        while hasGrown {
            hasGrown = false
            for statement in statements {
                // A variable may get what it holds at any time.
                let holders = statement.names.holders.union(
                    statement.isDeclaration ? [] : statement.names.all.intersection(variables))
                guard !holders.isEmpty else { continue }
                let behind = declarations(behind: statement.names.all, statement.names.members)
                    .map { statements[$0].names }
                let used = behind.reduce(into: kept(statement.names)) {
                    $0.formUnion($1.isFunction ? kept($1) : $1.all)
                }
                let carriedOn = reach(used).intersection(variables)
                for name in holders where !carriedOn.isSubset(of: carried[name, default: []].union([name])) {
                    carried[name, default: []].formUnion(carriedOn)
                    hasGrown = true
                }
            }
        }
    }
}

extension SliceProgram.Statement {
    fileprivate init(_ statement: ParsedStatement, step: Int, place: Int) {
        text = statement.text
        self.step = step
        self.place = place
        isDeclaration = statement.kind == .declaration
        isImport = text.hasPrefix("import ") || text.hasPrefix("@") && text.contains(" import ")
        names = StatementNames(of: statement)
        source = statement
    }
}
