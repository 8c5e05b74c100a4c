import Foundation

/// Which columns of a table are read, and as what.
struct TablePlan {
    /// A column that is read.
    struct Slot {
        let name: String
        /// Its place among the file's columns.
        let column: Int
        /// The words of a column of kinds; nil for numbers.
        let codes: CategoryCodes?
    }

    /// What was asked for, before the header is known.
    struct Request {
        /// Nil for every column that is neither label nor target.
        let features: [Column]?
        let label: Column?
        let targets: [String]
    }

    /// The slots of a row: the features, then the label if there is one, then the targets.
    let slots: [Slot]
    let featureCount: Int
    let hasLabel: Bool
    /// The number of columns of the file.
    let columnCount: Int

    var targetCount: Int { slots.count - featureCount - (hasLabel ? 1 : 0) }
    var features: ArraySlice<Slot> { slots[..<featureCount] }
    var label: Slot? { hasLabel ? slots[featureCount] : nil }

    init(_ request: Request, header: [String]) throws(TableProblem) {
        let others = [request.label].compactMap { $0 } + request.targets.map { Column.number($0) }
        let features = request.features ?? Self.rest(of: header, without: others)
        let wanted = features + others
        var slots: [Slot] = []
        for column in wanted { slots.append(try Self.slot(column, header)) }
        for (index, column) in wanted.enumerated() where wanted[..<index].contains(where: { $0.name == column.name }) {
            throw .askedTwice(column.name)
        }
        guard !features.isEmpty else { throw .noFeatures }
        self.slots = slots
        (featureCount, hasLabel, columnCount) = (features.count, request.label != nil, header.count)
    }

    private static func rest(of header: [String], without others: [Column]) -> [Column] {
        header.filter { name in !others.contains { $0.name == name } }.map { .number($0) }
    }

    private static func slot(_ column: Column, _ header: [String]) throws(TableProblem) -> Slot {
        let places = header.indices.filter { header[$0] == column.name }
        guard let place = places.first else {
            throw .unknownColumn(
                column.name, suggestion: closestName(to: column.name, among: header), known: header)
        }
        guard places.count == 1 else { throw .duplicateHeader(column.name, columns: places.map { $0 + 1 }) }
        let codes: CategoryCodes? = if case .category(let values) = column.kind { CategoryCodes(values) } else { nil }
        return Slot(name: column.name, column: place, codes: codes)
    }
}
