/// How often each label was given to each: a classifier's right answers and its mistakes.
public struct ConfusionMatrix: Sendable, Equatable {
    /// `counts[actual][predicted]`
    public let counts: [[Int]]

    /// - Parameters: one label each per sample, at least 0.
    public init(actual: [Int], predicted: [Int]) {
        guard actual.count == predicted.count else {
            fatalError("\(predicted.count) predictions for \(actual.count) labels")
        }
        let classes = max(actual.max() ?? -1, predicted.max() ?? -1) + 1
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (row, column) in zip(actual, predicted) { counts[row][column] += 1 }
        self.counts = counts
    }

    /// The share of samples that got their own label; NaN where there are none.
    public var accuracy: Double {
        Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(counts.joined().reduce(0, +))
    }

    /// Of the samples with each label, the share that got each label. A row without samples is 0.
    public var shares: [[Double]] {
        counts.map { row in
            let total = row.reduce(0, +)
            return row.map { total == 0 ? 0 : Double($0) / Double(total) }
        }
    }

    /// Pairs of labels that are taken for each other, the most frequent first; equal ones by their labels.
    public var confusions: [(a: Int, b: Int, count: Int)] {
        let pairs = counts.indices.flatMap { a in
            counts.indices.filter { $0 > a }.map { (a: a, b: $0, count: counts[a][$0] + counts[$0][a]) }
        }
        return pairs.filter { $0.count > 0 }.sorted { (-$0.count, $0.a, $0.b) < (-$1.count, $1.a, $1.b) }
    }
}
