/// Two programs side by side: which steps, and which statements within the others, are the same in both.
package struct SliceComparison {
    /// What follows on what, in the order of both programs.
    package enum Move {
        /// A statement of the new program that the old one has as well.
        case kept(new: Int, old: Int)
        case added(Int)
        case removed(Int)
    }

    /// The old step of each new one that is the same; nil where there is none.
    let oldSteps: [Int?]
    package let moves: [Move]

    init(_ old: SliceProgram, _ new: SliceProgram) {
        let pairs = Self.pairs(old.steps.map(\.identity), new.steps.map(\.identity))
        var oldSteps: [Int?] = Array(repeating: nil, count: new.steps.count)
        for (old, new) in pairs { oldSteps[new] = old }
        var moves: [Move] = []
        var (oldStep, newStep) = (0, 0)
        func statements(_ program: SliceProgram, _ steps: Range<Int>) -> [Int] {
            steps.flatMap { Array(program.steps[$0].statements) }
        }
        for (oldNext, newNext) in pairs + [(old.steps.count, new.steps.count)] {
            moves += Self.moves(
                old, statements(old, oldStep..<oldNext), new, statements(new, newStep..<newNext))
            guard newNext < new.steps.count else { break }
            moves += zip(new.steps[newNext].statements, old.steps[oldNext].statements).map { .kept(new: $0, old: $1) }
            (oldStep, newStep) = (oldNext + 1, newNext + 1)
        }
        (self.oldSteps, self.moves) = (oldSteps, moves)
    }

    /// Between two steps that are the same: statement by statement.
    private static func moves(_ old: SliceProgram, _ olds: [Int], _ new: SliceProgram, _ news: [Int]) -> [Move] {
        let pairs = pairs(olds.map { old.statements[$0].text }, news.map { new.statements[$0].text })
        var moves: [Move] = []
        var (oldPlace, newPlace) = (0, 0)
        for (oldNext, newNext) in pairs + [(olds.count, news.count)] {
            moves += olds[oldPlace..<oldNext].map { .removed($0) } + news[newPlace..<newNext].map { .added($0) }
            guard newNext < news.count, oldNext < olds.count else { break }
            moves.append(.kept(new: news[newNext], old: olds[oldNext]))
            (oldPlace, newPlace) = (oldNext + 1, newNext + 1)
        }
        return moves
    }

    /// The places of the longest common part of two lists.
    private static func pairs(_ old: [String], _ new: [String]) -> [(old: Int, new: Int)] {
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.place))
        let added = Set(difference.insertions.map(\.place))
        return Array(zip(old.indices.filter { !removed.contains($0) }, new.indices.filter { !added.contains($0) }))
    }
}

extension CollectionDifference.Change {
    fileprivate var place: Int {
        switch self {
        case .insert(let place, _, _), .remove(let place, _, _): place
        }
    }
}
