/// The part of a chapter's program that has to run because something has changed since an earlier run, which has the
/// results of the rest.
package struct Slice: Equatable {
    /// The earlier run's step for each step whose result stands; nil for those that run again.
    package let keptSteps: [Int?]
    /// The places of the statements to run, by step.
    package let statements: [Int: Set<Int>]
}

/// Finds the slice of a program.
///
/// 1. A step is stale that is new or has changed, and every statement within reach of a stale name; what it defines, or
///    may change, is a stale name from there on.
/// 2. The steps with stale statements run whole, and so do the cells that change objects; of the others what these
///    need, directly or through others.
package struct Slicer {
    package let old: SliceProgram
    package let new: SliceProgram
    package let comparison: SliceComparison
    /// The reach of each statement of the new program.
    private let reaches: [Set<String>]

    /// Nil where either program may keep a state that no name tells of.
    package init?(from oldCode: ProgramCode, to newCode: ProgramCode) {
        (old, new) = (SliceProgram(oldCode), SliceProgram(newCode))
        guard old.hiding.isEmpty, new.hiding.isEmpty else { return nil }
        comparison = SliceComparison(old, new)
        reaches = new.statements.indices.map(new.reach)
    }

    /// The statements because of which a program always runs whole.
    package static func hidingStatements(in code: ProgramCode) -> [String] { SliceProgram(code).hiding.map(\.text) }

    /// - Parameters:
    ///   - lost: old steps whose results cannot stand.
    ///   - changing: old cells that changed objects which were there before.
    /// - Returns: nil where nothing can be left out.
    package func slice(lost: Set<Int> = [], changing: Set<Int> = []) -> Slice? {
        let stale = staleSteps(lost)
        let changingSteps = new.steps.indices.filter { step in
            comparison.oldSteps[step].flatMap { old.steps[$0].cell }.map(changing.contains) ?? false
        }
        let keptOld = Set(new.steps.indices.filter { !stale.contains($0) }.compactMap { comparison.oldSteps[$0] })
        let isUndone = old.steps.indices.contains { step in
            !keptOld.contains(step) && old.steps[step].cell.map(changing.contains) ?? false
        }
        // An object that was changed then is not changed in the same way now: nobody knows who sees that.
        guard !isUndone, stale.count < new.steps.count else { return nil }
        return Slice(
            keptSteps: new.steps.indices.map { stale.contains($0) ? nil : comparison.oldSteps[$0] },
            statements: stale.isEmpty ? [:] : needed(for: stale.union(changingSteps)))
    }

    // MARK: what is stale

    private func staleSteps(_ lost: Set<Int>) -> Set<Int> {
        var names = declaredAnew
        var steps = Set(
            new.steps.indices.filter { comparison.oldSteps[$0].map(lost.contains) ?? true })
        for move in comparison.moves {
            switch move {
            case .kept(let index, _):
                let statement = new.statements[index]
                guard !statement.isDeclaration else { continue }
                let isStale =
                    !reaches[index].isDisjoint(with: names) || !statement.names.members.isDisjoint(with: names)
                    || comparison.oldSteps[statement.step].map(lost.contains) ?? false
                guard isStale else { continue }
                steps.insert(statement.step)
                names.formUnion(new.changes(index, reach: reaches[index]))
            case .added(let index):
                names.formUnion(new.changes(index, reach: reaches[index]))
            case .removed(let index):
                names.formUnion(old.changes(index, reach: old.reach(index)))
            }
        }
        return steps
    }

    /// Declarations that have changed have no place, and neither have names that are new to the top level, or gone from
    /// there: they count from the beginning.
    private var declaredAnew: Set<String> {
        var names = new.declared.symmetricDifference(old.declared)
        for move in comparison.moves {
            switch move {
            case .added(let index) where new.statements[index].isDeclaration: names.formUnion(new.declared(index))
            case .removed(let index) where old.statements[index].isDeclaration: names.formUnion(old.declared(index))
            case .kept, .added, .removed: break
            }
        }
        return names
    }

    // MARK: what is needed

    /// The statements, by step, without which these steps would not come out as in the whole program.
    package func needed(for steps: Set<Int>) -> [Int: Set<Int>] {
        var included = Set(steps.flatMap { Array(new.steps[$0].statements) })
        while true {
            let before = included.count
            includeDefinitions(&included)
            includeDeclarations(&included)
            includeTrainings(&included)
            if included.count == before { break }
        }
        included.formUnion(new.statements.indices.filter { new.statements[$0].isImport })
        return Dictionary(grouping: included) { new.statements[$0].step }
            .mapValues { Set($0.map { new.statements[$0].place }) }
    }

    /// What defines, or may change, something that a later statement reaches.
    private func includeDefinitions(_ included: inout Set<Int>) {
        // A declaration may be used before it stands.
        var wanted = included.filter { new.statements[$0].isDeclaration }.reduce(into: Set<String>()) {
            $0.formUnion(reaches[$1])
        }
        for index in new.statements.indices.reversed() where !new.statements[index].isDeclaration {
            if !included.contains(index) {
                guard !new.changes(index, reach: reaches[index]).isDisjoint(with: wanted) else { continue }
                included.insert(index)
            }
            wanted.formUnion(reaches[index])
        }
    }

    private func includeDeclarations(_ included: inout Set<Int>) {
        let names = included.reduce(into: Set<String>()) {
            $0.formUnion(reaches[$1])
            $0.formUnion(new.statements[$1].names.members)
        }
        for index in new.statements.indices where new.statements[index].isDeclaration {
            let declared = new.statements[index].names
            if !declared.defined.isDisjoint(with: names) || !declared.definedMembers.isDisjoint(with: names) {
                included.insert(index)
            }
        }
    }

    /// A picture names the trainings of the cells that it comes from: all of a cell's, or none.
    private func includeTrainings(_ included: inout Set<Int>) {
        let steps = Set(included.filter(new.isTraining).map { new.statements[$0].step })
        for step in steps { included.formUnion(new.steps[step].statements.filter(new.isTraining)) }
    }
}

extension SliceProgram {
    /// The statements that may keep a state which no name tells.
    var hiding: [Statement] {
        let hidden = SideEffects(own: declared)
        return statements.filter { statement in
            statement.isImport ? !Self.knownImports.contains(statement.text) : hidden.isPossible(in: statement.source)
        }
    }

    private static let knownImports: Set = ["import Foundation", "import Workbench"]

    /// What a declaration, or any other statement, makes known by its text alone.
    package func declared(_ index: Int) -> Set<String> {
        statements[index].names.defined.union(statements[index].names.definedMembers)
    }

    /// All names of the top level.
    package var declared: Set<String> { statements.indices.reduce(into: []) { $0.formUnion(declared($1)) } }

    package func isTraining(_ index: Int) -> Bool { reach(index).contains("train") }
}
