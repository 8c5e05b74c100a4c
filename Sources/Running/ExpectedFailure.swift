import Tangling
import Transcript

/// What went wrong in a cell that says `error: true`, and what it had shown until then.
package struct ExpectedFailure {
    package let failure: RunFailure
    package let outputs: [CellOutput]
}

extension ChapterRun {
    package func with(_ expected: [Int: ExpectedFailure], columns: SourceColumns) -> ChapterRun {
        var run = self
        run.failure = failure.map(columns.inCharacters)
        run.warnings = warnings.map(columns.inCharacters)
        for (cell, one) in expected.sorted(by: { $0.key < $1.key }) {
            run.cells[cell] = CellOutcome(state: .failed, outputs: one.outputs)
            run.expectedFailures.append(columns.inCharacters(one.failure))
        }
        return run
    }
}

extension RunFailure {
    /// Without what is said of other lines; as it is where nothing is said of these.
    package func within(_ lines: Range<Int>) -> RunFailure {
        let own = diagnostics.filter { lines.contains($0.location.line) }
        return own.isEmpty ? self : RunFailure(kind: kind, cell: cell, diagnostics: own)
    }
}
