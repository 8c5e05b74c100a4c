import Manuscript
import Running
import SwiftCode
import Transcript

/// Follows names through a chapter's program: what a statement mentions goes into what it defines.
///
/// It reads no types, so it sees rather too much than too little: a name inside of a closure counts for the statement
/// around it. `trainings["conv-32"]` is that training alone.
struct ProvenanceTracer {
    private var names: [String: Provenance] = [:]
    private let trainings: [TrainingSummary]
    /// The cell that made each of them.
    private let trainingCells: [Int?]

    init(_ run: ChapterRun?) {
        trainings = run?.trainings ?? []
        trainingCells = run?.trainingCells ?? []
    }

    /// What the cell shows comes from; what it defines is known from here on.
    mutating func trace(_ cell: Cell) -> Provenance {
        var shown = Provenance(cell: cell.index)
        var all = shown
        var showsSomething = false
        for statement in CellSource(cell.code).statements {
            let origin = trace(statement, in: cell.index)
            all.add(origin)
            if statement.kind == .value || statement.kind == .action {
                shown.add(origin)
                showsSomething = true
            }
        }
        var result = showsSomething ? shown : all
        result.cell = cell.index
        return result
    }

    func origin(ofExpression text: String) -> Provenance {
        CellSource(text).statements.reduce(into: Provenance()) { $0.add(origin(of: mentions(in: $1))) }
    }

    private mutating func trace(_ statement: CellSource.Statement, in cell: Int) -> Provenance {
        let mentions = mentions(in: statement)
        var origin = origin(of: mentions)
        origin.cell = cell
        if mentions.names.contains("train") {
            origin.usesData = true
            origin.trainings.formUnion(trainingCells.indices.filter { trainingCells[$0] == cell })
        }
        for name in mentions.defined { names[name] = origin }
        for name in mentions.changed where names[name] != nil { names[name]?.add(origin) }
        return origin
    }

    private func mentions(in statement: CellSource.Statement) -> NameUses {
        var mentions = statement.mentions
        if statement.kind == .action { mentions.changed.formUnion(mentions.names) }
        return mentions
    }

    private func origin(of mentions: NameUses) -> Provenance {
        var origin = Provenance(usesData: mentions.names.contains("openDigits"))
        for name in mentions.names { if let known = names[name] { origin.add(known) } }
        for keyed in mentions.keyed {
            guard var known = names[keyed.name] else { continue }
            let named = known.trainings.filter { trainings[$0].name == keyed.key }
            if !named.isEmpty { known.trainings = named }
            origin.add(known)
        }
        return origin
    }
}
