import Foundation
import Manuscript
import Tangling

extension ChapterBuilder {
    /// Runs what an earlier run does not tell of a chapter.
    ///
    /// - Returns: nil where the whole chapter has to run after all.
    package func run(
        _ known: KnownRun, of whole: ChapterProgram, for chapter: Chapter, in work: URL, figures: URL
    ) throws -> ChapterRun? {
        let part = try part(known, of: whole, for: chapter, in: work, figures: figures)
        let changed = whole.code.pieces.indices.contains { step in
            known.slice.keptSteps[step] == nil
                && whole.code.pieces[step].cell.map { part.cells[$0].changesObjects } ?? false
        }
        guard !changed, !part.changesObjectsInProse else { return nil }
        let columns = SourceColumns(chapter.source)
        if let failure = part.failure, failure.kind == .compileError {
            // What is wrong with a step that runs is wrong with the whole; for anything else, the whole is asked.
            let isOwn = failure.diagnostics.allSatisfy { known.runsStep(at: $0.location.line, of: whole) }
            return isOwn ? part.with([:], columns: columns) : nil
        }
        return try RunMerge(
            slice: known.slice, earlier: known.stored.run, earlierCode: known.stored.code,
            part: part.with([:], columns: columns), code: whole.code, stepLines: whole.stepLines
        ).run()
    }

    /// Where something has only gone, nothing is left to run.
    private func part(
        _ known: KnownRun, of whole: ChapterProgram, for chapter: Chapter, in work: URL, figures: URL
    ) throws -> ChapterRun {
        guard known.slice.statements.isEmpty else {
            let program = ProgramWriter.program(known.slice, of: whole, for: chapter)
            return try run(program, in: work, figures: figures, force: false)
        }
        var nothing = emptyRun(whole)
        nothing.figureFolder = figures
        nothing.environment = known.stored.run.environment
        return nothing
    }
}
