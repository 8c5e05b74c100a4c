/// A table as a value: how it is drawn is the page's business.
public struct Table: Codable, Equatable, Sendable {
    /// How the cells of a column stand.
    public enum Alignment: String, Codable, Sendable {
        case text, number
    }

    /// Which number of a column is the best.
    public enum Best: String, Codable, Sendable {
        case lowest, highest
    }

    public struct Column: Codable, Equatable, Sendable {
        public let title: String
        /// The unit, shown small beside the title; empty where there is none.
        public let unit: String
        public let alignment: Alignment
        /// A head over the title, common to neighbors with the same one; empty where there is none.
        public let group: String
        /// Which of the column's numbers is marked; of equal ones, as they are printed, all are.
        public let best: Best?

        public init(
            _ title: String, unit: String = "", alignment: Alignment = .number, group: String = "", best: Best? = nil
        ) {
            self.title = title
            self.unit = unit
            self.alignment = alignment
            self.group = group
            self.best = best
        }
    }

    public let columns: [Column]
    /// Row by row, one text per column.
    public let rows: [[String]]
    /// The rows (from 0) of a column's best values, by column; these are marked.
    public let best: [Int: [Int]]
    /// Notes below the table.
    public var notes: [String]

    /// - Parameter best: the rows to mark by column, in place of what a column's own `best` finds.
    /// - Precondition: every row has one text per column.
    public init(columns: [Column], rows: [[String]], best: [Int: [Int]] = [:], notes: [String] = []) {
        for (index, row) in rows.enumerated() where row.count != columns.count {
            fatalError("row \(index) of the table has \(row.count) texts for \(columns.count) columns: \(row)")
        }
        self.columns = columns
        self.rows = rows
        let found = columns.enumerated().compactMap { place, column in
            column.best.map { (place, Self.places(of: $0, in: rows.map { $0[place] })) }
        }
        self.best = best.merging(found) { given, _ in given }
        self.notes = notes
    }

    /// The places of the best of the texts that are numbers.
    private static func places(of best: Best, in texts: [String]) -> [Int] {
        let values = texts.map(value)
        let numbers = values.compactMap { $0 }
        let wanted = best == .lowest ? numbers.min() : numbers.max()
        return values.indices.filter { wanted != nil && values[$0] == wanted }
    }

    /// The number that a text says: with grouped thousands, a real minus sign or a per cent sign, or plain. Of a number
    /// with its spread, `0.02 ± 0.01`, the number.
    private static func value(_ text: String) -> Double? {
        let number = text.firstRange(of: " ±").map { text[..<$0.lowerBound] } ?? text[...]
        let plain = number.filter { !",%".contains($0) }.replacing("−", with: "-")
        return Double(plain).flatMap { $0.isFinite ? $0 : nil }
    }
}
