import Foundation

extension Dataset {
    /// Reads a table in CSV, plain or gzipped, in one pass.
    ///
    /// The first line names the columns. Fields are separated by commas, semicolons or tabs, and may be in quotes (RFC
    /// 4180); the text is UTF-8. Every row needs a value in each of the columns that are read, and may hold anything in
    /// the others.
    ///
    ///     let iris = try Dataset(csv: "data/iris.csv", label: "species", split: Split(test: 0.2))
    ///
    /// - Parameters:
    ///   - file: a `URL` or a path.
    ///   - features: the columns to learn from, as `.number("age")`, `"age"` or `.category("color")`; without it every
    ///     column that is neither label nor target, as numbers.
    ///   - label: the column whose words are the classes.
    ///   - classes: the label's words in the order of their numbers; without it those of the table, numbers by value
    ///     and other words by the alphabet.
    ///   - targets: the columns of numbers to predict.
    ///   - separator: without it the one that the first line has most of.
    /// - Throws: a `DatasetError` that names the file, the line and the column.
    public init(
        csv file: some FileLocation, features: [Column]? = nil, label: String? = nil, classes: [String]? = nil,
        targets: [String] = [], separator: Separator? = nil, split: Split
    ) throws(DatasetError) {
        let file = file.fileURL
        let request = TablePlan.Request(
            features: features, label: label.map { .category($0, classes) }, targets: targets)
        var reader = try TableReader.read(file, request, separator: separator)
        let plan = reader.plan
        self.init(
            name: file.lastPathComponent, parts: try reader.parts(by: split, of: file.path),
            classNames: plan.label?.codes?.values ?? [], columnNames: plan.featureNames)
    }
}

extension TablePlan {
    /// A column's name, and for kinds with the value, such as `color=red`.
    fileprivate var featureNames: [String] {
        features.flatMap { slot in slot.codes.map { $0.values.map { "\(slot.name)=\($0)" } } ?? [slot.name] }
    }
}

extension TableReader {
    /// Divides the rows into training, validation and test.
    fileprivate mutating func parts(by split: Split, of name: String) throws(DatasetError) -> [Samples] {
        let (plan, encoding) = (plan, RowEncoding(plan))
        let layout = SampleLayout(
            shape: [encoding.size], hasLabels: plan.hasLabel,
            targetShape: plan.targetCount > 0 ? [plan.targetCount] : nil)
        var builder = try blaming(name) { [count = rows.count] () throws(SplitProblem) in
            try PartBuilder<Float>(count, layout, split)
        }
        let ranks = plan.label?.codes?.ranks ?? []
        encoding.withRow { features in
            rows.drain { row in
                row.withMemoryRebound(to: Float.self, capacity: plan.slots.count) { numbers in
                    builder.append(
                        encoding.encode(row, numbers, into: features),
                        label: plan.hasLabel ? ranks[Int(row[plan.featureCount])] : 0,
                        targets: UnsafeBufferPointer(
                            start: numbers + plan.slots.count - plan.targetCount, count: plan.targetCount))
                }
            }
        }
        return builder.samples()
    }
}

/// Turns the codes of a row's words into a one among zeros.
private struct RowEncoding {
    /// Whether all features are numbers.
    private let isPlain: Bool
    /// For each feature the places of its codes' values; none for numbers.
    private let ranks: [[Int]]
    /// How many numbers a row has when it is encoded.
    let size: Int

    init(_ plan: TablePlan) {
        isPlain = plan.features.allSatisfy { $0.codes == nil }
        ranks = plan.features.map { $0.codes?.ranks ?? [] }
        size = plan.features.reduce(0) { $0 + ($1.codes?.words.count ?? 1) }
    }

    /// Lends memory for an encoded row.
    func withRow(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
        let row = UnsafeMutableBufferPointer<Float>.allocate(capacity: size)
        defer { row.deallocate() }
        body(row)
    }

    /// The encoded row: the row itself where all its features are numbers.
    func encode(
        _ words: UnsafePointer<UInt32>, _ numbers: UnsafePointer<Float>, into row: UnsafeMutableBufferPointer<Float>
    ) -> UnsafeBufferPointer<Float> {
        if isPlain { return UnsafeBufferPointer(start: numbers, count: size) }
        row.initialize(repeating: 0)
        var place = 0
        for (feature, ranks) in ranks.enumerated() {
            if ranks.isEmpty { row[place] = numbers[feature] } else { row[place + ranks[Int(words[feature])]] = 1 }
            place += max(1, ranks.count)
        }
        return UnsafeBufferPointer(row)
    }
}
