/// A table as a value: how it is drawn is the page's business.
public struct Table: Codable, Equatable, Sendable {
    /// How the cells of a column stand.
    public enum Alignment: String, Codable, Sendable {
        case text, number
    }

    public struct Column: Codable, Equatable, Sendable {
        public let title: String
        /// The unit, shown small beside the title; empty where there is none.
        public let unit: String
        public let alignment: Alignment

        public init(_ title: String, unit: String = "", alignment: Alignment = .number) {
            self.title = title
            self.unit = unit
            self.alignment = alignment
        }
    }

    public let columns: [Column]
    /// Row by row, one text per column.
    public let rows: [[String]]
    /// The rows (from 0) of a column's best values, by column; these are marked.
    public let best: [Int: [Int]]
    /// Notes below the table.
    public var notes: [String]

    /// - Precondition: every row has one text per column.
    public init(columns: [Column], rows: [[String]], best: [Int: [Int]] = [:], notes: [String] = []) {
        for (index, row) in rows.enumerated() where row.count != columns.count {
            fatalError("row \(index) of the table has \(row.count) texts for \(columns.count) columns: \(row)")
        }
        self.columns = columns
        self.rows = rows
        self.best = best
        self.notes = notes
    }
}
