import Digests
import Foundation
import Tangling

/// An earlier run of a chapter by the same engine, compiler and data, and the slice of the chapter's present program
/// that is to run in addition.
package struct KnownRun {
    package let stored: StoredRun
    package let slice: Slice

    /// How many of a chapter's last runs are looked at.
    package static let compared = 3

    /// The one that leaves the least to do; nil where every run would have to be done whole.
    package static func best(in runs: RunCache, for key: RunKey, _ code: ProgramCode) -> KnownRun? {
        guard !code.mayFail else { return nil }
        let known = runs.recent(compared).compactMap { stored -> KnownRun? in
            guard runs.changedFiles(of: stored.run).isEmpty, stored.run.failure == nil,
                !stored.run.changesObjectsInProse, stored.run.expectedFailures.isEmpty,
                !stored.code.mayFail, stored.key.differsInCodeAlone(from: key),
                let slicer = Slicer(from: stored.code, to: code)
            else { return nil }
            let lost = lostSteps(of: stored, now: code)
            let changing = Set(stored.run.cells.indices.filter { stored.run.cells[$0].changesObjects })
            return slicer.slice(lost: lost, changing: changing).map { KnownRun(stored: stored, slice: $0) }
        }
        return known.min { $0.slice.size < $1.slice.size }
    }

    /// Whether a step that runs whole has this line of the chapter.
    func runsStep(at line: Int, of program: ChapterProgram) -> Bool {
        program.stepLines.indices.contains { slice.keptSteps[$0] == nil && program.stepLines[$0].contains(line) }
    }

    /// The steps whose trainings have other keys now, because code has changed on which those depend: as the whole
    /// program does, they train again.
    private static func lostSteps(of stored: StoredRun, now code: ProgramCode) -> Set<Int> {
        let (old, run) = (stored.code, stored.run)
        let cells = zip(run.trainings, run.trainingCells).filter { training, _ in
            let use = CodeIngredients.Use(training: training.name, parts: training.parts)
            let now = code.ingredients().parts(for: use)
            return ["declarations", "code"].contains { now[$0] != training.parts[$0] }
        }.map(\.1)
        guard !cells.contains(nil) else { return Set(old.pieces.indices) }
        return Set(old.pieces.indices.filter { step in old.pieces[step].cell.map { cells.contains($0) } ?? false })
    }
}

extension KnownRun {
    /// The cells that run whole.
    package func runningCells(of code: ProgramCode) -> [Int] {
        code.pieces.indices.filter { slice.keptSteps[$0] == nil }.compactMap { code.pieces[$0].cell }
    }

    /// Whether an old cell's results stand.
    package func keeps(cell: Int) -> Bool {
        slice.keptSteps.contains { $0.flatMap { stored.code.pieces[$0].cell } == cell }
    }

    /// About how long the slice takes, without trainings: the share of the whole for the compiler, and what each cell took.
    package func seconds(of code: ProgramCode) -> Double {
        let run = stored.run
        let training = Set(run.trainingCells.compactMap { $0 })
        func own(_ cell: Int) -> Double { training.contains(cell) ? 0 : run.cells[cell].seconds }
        let compiling = max(0, run.wholeSeconds - run.cells.indices.map(own).reduce(0, +))
        let share = min(1, Double(slice.size) / Double(max(1, stored.code.pieces.count)))
        let cells = runningCells(of: code).filter(run.cells.indices.contains).map(own).reduce(0, +)
        return min(run.wholeSeconds, 1 + compiling * share + cells)
    }
}

extension Slice {
    /// How many statements run.
    package var size: Int { statements.values.reduce(0) { $0 + $1.count } }
}

extension RunKey {
    fileprivate func differsInCodeAlone(from other: RunKey) -> Bool {
        RunKey(
            code: other.code, toolkit: toolkit, toolchain: toolchain, data: data, dataName: dataName,
            processor: processor) == other
    }
}

extension ProgramCode {
    /// True where a cell may fail: it is left out of the program that runs in the end.
    fileprivate var mayFail: Bool { pieces.contains { $0.note.hasPrefix(", which may fail") } }
}
