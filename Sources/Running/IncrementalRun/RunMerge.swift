import Foundation
import Manuscript
import Tangling
import Transcript

/// Puts what a slice of a program said and what an earlier run of the rest said together to the run of the whole.
package struct RunMerge {
    package let slice: Slice
    /// The earlier run, and the code that it ran.
    package let earlier: ChapterRun
    package let earlierCode: ProgramCode
    /// What the slice said; for each cell that it did not run, nothing.
    package let part: ChapterRun
    package let code: ProgramCode
    /// The lines of the chapter at which the steps stand now.
    package let stepLines: [Range<Int>]

    package init(
        slice: Slice, earlier: ChapterRun, earlierCode: ProgramCode, part: ChapterRun, code: ProgramCode,
        stepLines: [Range<Int>]
    ) {
        self.slice = slice
        self.earlier = earlier
        self.earlierCode = earlierCode
        self.part = part
        self.code = code
        self.stepLines = stepLines
    }

    /// - Throws: an error of the file system, where a picture cannot be taken over.
    package func run() throws -> ChapterRun {
        var run = part
        let end = end
        for (step, piece) in code.pieces.enumerated() {
            guard let old = slice.keptSteps[step] else { continue }
            take(earlierCode.pieces[old], for: piece, isReached: step < end, into: &run)
        }
        try carryFigures(into: run, before: end)
        run.measuredValues = measuredValues
        (run.trainings, run.trainingCells) = trainings(before: end)
        run.warnings = warnings
        run.files = part.files + earlier.files.filter { file in !part.files.contains { $0.path == file.path } }
        run.wholeSeconds = earlier.wholeSeconds
        return run
    }

    /// The step in which the run ended; beyond the last one where it did not.
    private var end: Int {
        guard part.failure != nil else { return code.pieces.count }
        return code.pieces.indices.first { step in
            let piece = code.pieces[step]
            let isRun = slice.keptSteps[step] == nil
            switch piece.kind {
            case .cell:
                return part.cells[piece.index].state == .failed || isRun && part.cells[piece.index].state == .notRun
            case .inlineValue: return isRun && part.inlineTexts[piece.index] == nil
            case .claim: return isRun && part.claims[piece.index] == nil
            }
        } ?? code.pieces.count
    }

    private func take(
        _ old: ProgramCode.Piece, for piece: ProgramCode.Piece, isReached: Bool, into run: inout ChapterRun
    ) {
        switch piece.kind {
        case .cell:
            let failed = part.cells[piece.index].state == .failed
            guard isReached else {
                run.cells[piece.index] = CellOutcome(state: failed ? .failed : .notRun)
                return
            }
            var cell = earlier.cells[old.index]
            cell.outputs = cell.outputs.map { $0.renamed { Self.name($0, old, piece) } }
            cell.changesObjects = cell.changesObjects || part.cells[piece.index].changesObjects
            run.cells[piece.index] = cell
        case .inlineValue: run.inlineTexts[piece.index] = isReached ? earlier.inlineTexts[old.index] : nil
        case .claim: run.claims[piece.index] = isReached ? earlier.claims[old.index] : nil
        }
    }

    private var keptPieces: [(old: ProgramCode.Piece, new: ProgramCode.Piece)] {
        code.pieces.indices.compactMap { step in
            slice.keptSteps[step].map { (earlierCode.pieces[$0], code.pieces[step]) }
        }
    }

    private var measuredValues: [Int] {
        let kept = keptPieces.filter { $0.new.kind == .inlineValue }
        let old = Set(earlier.measuredValues)
        let run = part.measuredValues.filter { index in !kept.contains { $0.new.index == index } }
        return (run + kept.filter { old.contains($0.old.index) }.map(\.new.index)).sorted()
    }

    // MARK: pictures

    /// A picture's files are named after the place of its cell, which may be another one now.
    private static func name(_ file: String, _ old: ProgramCode.Piece, _ new: ProgramCode.Piece) -> String {
        let former = "cell-\(old.index + 1)-"
        return file.hasPrefix(former) ? "cell-\(new.index + 1)-" + file.dropFirst(former.count) : file
    }

    private func carryFigures(into run: ChapterRun, before end: Int) throws {
        for step in code.pieces.indices.prefix(end) {
            guard let old = slice.keptSteps[step].map({ earlierCode.pieces[$0] }), old.kind == .cell else { continue }
            for file in earlier.cells[old.index].outputs.flatMap(\.figures).flatMap(\.names) {
                let place = run.figureFolder.appendingPathComponent(Self.name(file, old, code.pieces[step]))
                try FileManager.default.linkItem(at: earlier.figureFolder.appendingPathComponent(file), to: place)
            }
        }
    }

    // MARK: trainings

    /// In the order of their cells; those that no cell made come last.
    private func trainings(before end: Int) -> ([TrainingSummary], [Int?]) {
        var all: [(TrainingSummary, Int?)] = []
        let found = Dictionary(part.trainings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for (step, piece) in code.pieces.enumerated().prefix(end + 1) where piece.kind == .cell {
            if let old = slice.keptSteps[step] {
                let kept = made(by: earlierCode.pieces[old].index, in: earlier)
                all += kept.map { (found[$0.key] ?? $0.found(), piece.index) }
            } else {
                all += made(by: piece.index, in: part).map { ($0, piece.index) }
            }
        }
        let known = Set(all.map(\.0.key))
        for one in made(by: nil, in: part) + made(by: nil, in: earlier).map({ $0.found() })
        where !known.contains(one.key) && !all.contains(where: { $0.0.key == one.key }) {
            all.append((one, nil))
        }
        return (all.map(\.0), all.map(\.1))
    }

    private func made(by cell: Int?, in run: ChapterRun) -> [TrainingSummary] {
        zip(run.trainings, run.trainingCells).filter { $0.1 == cell }.map(\.0)
    }

    // MARK: warnings

    /// Of the steps that ran what was said now; of the others what was said then, at their present lines.
    private var warnings: [Diagnostic] {
        let run = part.warnings.filter { warning in
            !stepLines.indices.contains { slice.keptSteps[$0] != nil && stepLines[$0].contains(warning.location.line) }
        }
        let kept = stepLines.indices.flatMap { step -> [Diagnostic] in
            guard let old = slice.keptSteps[step], earlier.stepLines.indices.contains(old) else { return [] }
            let shift = stepLines[step].lowerBound - earlier.stepLines[old].lowerBound
            return earlier.warnings.filter { earlier.stepLines[old].contains($0.location.line) }
                .map { $0.moved(by: shift) }
        }
        return (run + kept).sorted { $0.location.line < $1.location.line }
    }
}

extension Diagnostic {
    fileprivate func moved(by lines: Int) -> Diagnostic {
        with(location: SourceLocation(file: location.file, line: location.line + lines, column: location.column))
    }
}

extension CellOutput {
    /// With other names for its pictures' files.
    fileprivate func renamed(_ name: (String) -> String) -> CellOutput {
        switch self {
        case .printed, .text, .table: self
        case .figure(let figure): .figure(figure.renamed(name))
        case .film(let film):
            .film(
                FilmFiles(
                    frames: film.frames.map { .init($0.label, $0.figure.renamed(name)) },
                    still: film.still.renamed(name)))
        }
    }
}

extension FigureFiles {
    fileprivate func renamed(_ name: (String) -> String) -> FigureFiles {
        FigureFiles(
            light: name(light), dark: name(dark), width: width, height: height, scale: scale, summary: summary,
            narrow: narrow.map { .init(light: name($0.light), dark: name($0.dark), width: $0.width, height: $0.height) }
        )
    }
}
