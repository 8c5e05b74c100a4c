import Notebook
import Running

/// Trainings as a table of aligned columns.
struct ExperimentTable {
    let lines: [String]

    init(_ experiments: [ExperimentEntry]) {
        let titles = [
            "name", "chapter", "parameters", "epochs", "batch", "seed", "data", "final_loss", "test_mse", "seconds",
            "threads", "cached", "key",
        ]
        let rows = [titles] + experiments.map(Self.row)
        let widths = titles.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        lines = rows.map { row in
            let cells = row.indices.map { column in
                Self.texts.contains(titles[column])
                    ? padded(row[column], to: widths[column]) : indented(row[column], to: widths[column])
            }
            return cells.joined(separator: "  ")
        }
    }

    /// The columns that hold words and stand at the left.
    private static let texts: Set = ["name", "chapter", "data", "cached", "key"]

    private static func row(_ one: ExperimentEntry) -> [String] {
        [
            one.name, one.chapter, String(one.parameters), String(one.epochs), String(one.batch), String(one.seed),
            one.data, one.finalLoss.map(Wording.loss) ?? "-", one.testMSE.map(Wording.loss) ?? "-",
            Wording.decimal(one.seconds), String(one.threads), one.cached ? "yes" : "no", String(one.key.prefix(12)),
        ]
    }
}
