import Manuscript
import Reading
import Running
import Transcript
import Workers

/// Numbers that stand in the prose as they were typed, and that a new result would leave as they are.
public enum TypedNumbers {
    /// One warning per number, chapter by chapter.
    ///
    /// - Parameter runs: by the chapter's name; they tell which computed value a number seems to repeat.
    public static func findings(in book: Book, runs: [String: ChapterRun] = [:]) -> [Diagnostic] {
        inParallel(book.chapters) { chapter in
            findings(in: chapter, run: runs[chapter.name], constants: book.settings.constants)
        }.flatMap(\.self)
    }

    /// - Parameter constants: numbers that the whole book takes for given.
    public static func findings(in chapter: Chapter, run: ChapterRun?, constants: Set<Double> = []) -> [Diagnostic] {
        let computed = run.map { ComputedNumber.all(of: chapter, run: $0) } ?? []
        let given = constants.union(chapter.constants)
        return NumberFinder.findings(in: chapter)
            .filter { !given.contains($0.number.value) && !isTrivial($0.number) }
            .map { diagnostic($0, computed) }.inOrderOfText()
    }

    /// Nothing and all, as in “from 0 to 1” and “100%”.
    private static func isTrivial(_ number: WrittenNumber) -> Bool {
        number.decimals == 0 && (number.value == 0 || number.value == (number.isPercent ? 100 : 1))
    }

    private static func diagnostic(_ finding: NumberFinder.Finding, _ computed: [ComputedNumber]) -> Diagnostic {
        let number = finding.number
        let text = number.text + (number.isPercent ? "%" : "")
        let same = computed.filter { number.repeats($0.number) }
        let nearest = same.min { abs($0.number.value - number.value) < abs($1.number.value - number.value) }
        return Diagnostic(
            .warning, code: .typedNumber, at: finding.location,
            endColumn: finding.location.column.map { $0 + text.count }, "the number \(text) was typed by hand",
            help: nearest.map { "it seems to repeat \($0.name), which is \($0.text): \($0.advice)" }
                ?? "compute it with `{swift} …`, or mark it as given: [\(text)]{.constant}, or `constants:` in the front "
                + "matter")
    }
}

/// A number that a chapter's run computed and its page shows.
private struct ComputedNumber {
    let number: WrittenNumber
    let text: String
    /// Where it comes from, for the author.
    let name: String
    let advice: String

    /// Values in the line first.
    static func all(of chapter: Chapter, run: ChapterRun) -> [ComputedNumber] {
        values(of: chapter, run: run) + zip(chapter.cells, run.cells).flatMap(cells)
    }

    private static func values(of chapter: Chapter, run: ChapterRun) -> [ComputedNumber] {
        zip(chapter.inlineValues, run.inlineTexts).compactMap { value, text in
            guard let text, let number = WrittenNumber(whole: text) else { return nil }
            let code = "`{swift} \(value.expression)`"
            return ComputedNumber(
                number: number, text: text, name: "\(code) of line \(value.location.line)", advice: "write \(code)")
        }
    }

    private static func cells(_ cell: Cell, _ outcome: CellOutcome) -> [ComputedNumber] {
        outcome.outputs.flatMap { output -> [ComputedNumber] in
            guard case .table(let table) = output else { return [] }
            return table.rows.flatMap { row in
                zip(table.columns, row).compactMap { column, text in
                    guard let number = WrittenNumber(whole: text) else { return nil }
                    let label = cell.options.label ?? "the table of line \(cell.location.line)"
                    return ComputedNumber(
                        number: number, text: text, name: "“\(column.title)” in \(label)",
                        advice: "write the expression that fills this cell as `{swift} …`")
                }
            }
        }
    }
}
