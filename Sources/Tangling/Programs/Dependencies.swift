/// Which statements of a program others depend on, as far as names tell.
final class Dependencies {
    private let statements: [ProgramStatement]
    /// The names that can change without an assignment: variables, and constants that hold an object of a class
    /// declared in the chapter.
    private let changeable: Set<String>
    /// Those of them that any code may change which can come to them, by a call, a closure or another name: variables of
    /// the top level and of types, and objects with variables.
    private lazy var exposed = findExposed()
    /// What each statement names, directly or through others; few chapters have use for it.
    private lazy var reaches = findReaches()

    init(_ statements: [ProgramStatement]) {
        self.statements = statements
        let classes = Set(statements.flatMap(\.classes))
        let objects = statements.filter { $0.kind == .variable && !$0.identifiers.isDisjoint(with: classes) }
        changeable = Set(statements.flatMap(\.variables)).union(objects.flatMap(\.targets))
    }

    private func findExposed() -> Set<String> {
        let classes = Set(statements.flatMap(\.changingClasses))
        return statements.indices.reduce(into: []) { names, index in
            let statement = statements[index]
            if statement.kind == .variable {
                names.formUnion(statement.variables.intersection(statement.targets))
                if !classes.isEmpty, !reaches[index].isDisjoint(with: classes) { names.formUnion(statement.targets) }
            } else if statement.hasStaticVariable {
                names.formUnion(statement.types)
            }
        }
    }

    private func findReaches() -> [Set<String>] {
        var makers: [String: [Int]] = [:]
        for (index, statement) in statements.enumerated() {
            for name in statement.targets where statement.kind != .action { makers[name, default: []].append(index) }
        }
        return statements.map { statement in
            var reached = statement.identifiers
            var open = Array(reached)
            while let name = open.popLast() {
                for maker in makers[name] ?? [] {
                    let new = statements[maker].identifiers.subtracting(reached)
                    reached.formUnion(new)
                    open += new
                }
            }
            return reached
        }
    }

    /// The statements at which `isRoot` holds and all that they depend on, in the program's order.
    /// - Parameter names: further names that are depended on.
    func texts(using names: Set<String> = [], roots isRoot: (ProgramStatement) -> Bool) -> [String] {
        statements(using: names, roots: isRoot).map(\.text)
    }

    func statements(using names: Set<String> = [], roots isRoot: (ProgramStatement) -> Bool)
        -> [ProgramStatement]
    {
        var used = names
        var included = statements.map(isRoot)
        for (index, statement) in statements.enumerated() where included[index] {
            used.formUnion(statement.identifiers)
        }
        while let index = statements.indices.first(where: { !included[$0] && belongs($0, to: used) }) {
            included[index] = true
            used.formUnion(statements[index].identifiers)
        }
        return statements.indices.filter { included[$0] }.map { statements[$0] }
    }

    private func belongs(_ index: Int, to used: Set<String>) -> Bool {
        let statement = statements[index]
        guard !statement.isImport else { return false }
        if !statement.targets.isDisjoint(with: used) { return true }
        guard statement.kind != .declaration else { return false }
        if let called = statement.called, used.contains(called) { return true }
        if !statement.touched.isDisjoint(with: used.intersection(changeable)) { return true }
        let open = used.intersection(exposed)
        return !open.isEmpty && !reaches[index].isDisjoint(with: open)
    }
}
