import Manuscript
import Running

/// What a value was computed from, as far as the code that names it tells.
package struct Provenance: Equatable {
    /// Whether the data set has a part in it.
    package var usesData = false
    /// Places in the run's list of trainings.
    package var trainings: Set<Int> = []
    /// The last cell that has a part in it.
    package var cell: Int?

    package mutating func add(_ other: Provenance) {
        usesData = usesData || other.usesData
        trainings.formUnion(other.trainings)
        cell = [cell, other.cell].compactMap { $0 }.max()
    }
}

/// The origins of all that a chapter shows.
struct ChapterOrigins: Equatable {
    let cells: [Provenance]
    let values: [Provenance]
    let claims: [Provenance]

    init(_ chapter: Chapter, run: ChapterRun?) {
        var tracer = ProvenanceTracer(run)
        var cells: [Int: Provenance] = [:]
        var values: [Int: Provenance] = [:]
        var claims: [Int: Provenance] = [:]
        for step in chapter.steps {
            switch step {
            case .cell(let cell): cells[cell.index] = tracer.trace(cell)
            case .inlineValue(let value): values[value.index] = tracer.origin(ofExpression: value.expression)
            case .claim(let claim): claims[claim.index] = tracer.origin(ofExpression: claim.expression)
            }
        }
        self.cells = chapter.cells.indices.map { cells[$0] ?? Provenance() }
        self.values = chapter.inlineValues.indices.map { values[$0] ?? Provenance() }
        self.claims = chapter.claims.indices.map { claims[$0] ?? Provenance() }
    }
}
