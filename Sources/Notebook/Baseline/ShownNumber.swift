import Manuscript
import Running
import Transcript

/// A value that a chapter shows, by a name that stays when lines move.
public struct ShownNumber: Equatable, Sendable {
    /// The chapter's name.
    public let chapter: String
    /// The expression of a value or a claim; the label, row and column of a table's cell.
    public let place: String
    /// The name of the data set that it was computed from.
    public let data: String
    public let value: String

    init(chapter: String, place: String, data: String, value: String) {
        self.chapter = chapter
        self.place = Self.inOneLine(place)
        self.data = Self.inOneLine(data)
        self.value = Self.inOneLine(value)
    }

    /// Tabs part the columns of the file, and line ends its lines.
    private static func inOneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension ShownNumber {
    /// All that a chapter shows, without what was measured by a clock.
    package static func all(of chapter: Chapter, run: ChapterRun, data: String) -> [ShownNumber] {
        var names = PlaceNames()
        let texts = values(of: chapter, run) + claims(of: chapter, run) + tables(of: chapter, run)
        return texts.compactMap { place, value in
            names.free(place, value).map { ShownNumber(chapter: chapter.name, place: $0, data: data, value: value) }
        }
    }

    private static func values(of chapter: Chapter, _ run: ChapterRun) -> [(String, String)] {
        zip(chapter.inlineValues, run.inlineTexts).compactMap { value, text in
            guard let text, !run.measuredValues.contains(value.index) else { return nil }
            return ("{swift} \(value.expression)", text)
        }
    }

    private static func claims(of chapter: Chapter, _ run: ChapterRun) -> [(String, String)] {
        zip(chapter.claims, run.claims).compactMap { claim, outcome in
            guard let outcome, outcome.holds != nil else { return nil }
            return ("claim \(claim.expression)", outcome.comparison)
        }
    }

    private static func tables(of chapter: Chapter, _ run: ChapterRun) -> [(String, String)] {
        var unlabeled = 0
        return zip(chapter.cells, run.cells).flatMap { cell, outcome -> [(String, String)] in
            outcome.outputs.flatMap { output -> [(String, String)] in
                guard case .table(let table) = output else { return [] }
                if cell.options.label == nil { unlabeled += 1 }
                return cells(of: table, named: cell.options.label ?? "table \(unlabeled)")
            }
        }
    }

    private static func cells(of table: Table, named name: String) -> [(String, String)] {
        table.rows.enumerated().flatMap { number, row -> [(String, String)] in
            // A first column of words names its row; a first column of numbers does too, if nothing else.
            let rowName = row.first.flatMap { $0.isEmpty ? nil : $0 } ?? "row \(number + 1)"
            return zip(table.columns, row).dropFirst().compactMap { column, text in
                let isTime = column.unit == "s"
                return isTime || text.isEmpty ? nil : ("\(name) | \(rowName) | \(column.title)", text)
            }
        }
    }
}

/// Keeps names apart.
private struct PlaceNames {
    private var values: [String: String] = [:]

    /// The name, or with a number behind it where another value has it; nil where the same value has it.
    mutating func free(_ name: String, _ value: String) -> String? {
        var free = name
        var count = 1
        while let taken = values[free] {
            if taken == value { return nil }
            count += 1
            free = "\(name) (\(count))"
        }
        values[free] = value
        return free
    }
}
