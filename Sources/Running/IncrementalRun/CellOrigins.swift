import Tangling
import Transcript

extension ChapterProgram {
    /// What the pictures of each cell say of where they come from.
    var cellOrigins: [CellOrigin] {
        // Where nothing is known of what needs what, everything above a cell may be in its pictures.
        let slicer = Slicer(from: code, to: code)
        return cellLabels.enumerated().map { cell, label in
            CellOrigin(label: label ?? "", trainingCells: slicer?.trainingCells(of: cell) ?? Array(0...cell))
        }
    }
}

extension Slicer {
    /// The cells that train something which a cell needs.
    fileprivate func trainingCells(of cell: Int) -> [Int] {
        guard let step = new.steps.firstIndex(where: { $0.cell == cell }) else { return [] }
        let needed = needed(for: [step])
        let training = needed.filter { step, places in
            new.steps[step].statements.contains { places.contains(new.statements[$0].place) && new.isTraining($0) }
        }
        return training.keys.compactMap { new.steps[$0].cell }.sorted()
    }
}
