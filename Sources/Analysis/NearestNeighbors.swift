import Tensors

/// Classification by the majority of the k nearest labeled points, in Euclidean distance.
public struct NearestNeighbors: Sendable {
    public let points: Tensor
    public let labels: [Int]
    public let k: Int

    /// - Parameters:
    ///   - points: `[points, features]`
    ///   - labels: one per point, each at least 0.
    public init(points: Tensor, labels: [Int], k: Int = 10) {
        guard points.shape.rank == 2, points.shape[0] == labels.count, k >= 1, k <= labels.count else {
            fatalError("\(k) neighbors among points of the shape \(points.shape) with \(labels.count) labels")
        }
        self.points = points
        self.labels = labels
        self.k = k
    }

    /// A label for each query, `[queries, features]`. Of labels with equally many neighbors the smallest wins.
    public func classify(_ queries: Tensor) -> [Int] {
        mapRowsOfSquaredDistances(queries, points) { _, squares in majority(nearest: squares) }
    }

    /// The share of queries that get their own label.
    public func accuracy(on queries: Tensor, labels: [Int]) -> Double {
        let hits = zip(classify(queries), labels).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
        return labels.isEmpty ? .nan : Double(hits) / Double(labels.count)
    }

    private func majority(nearest distances: [Float]) -> Int {
        var votes: [Int: Int] = [:]
        for index in smallest(k, of: distances) { votes[labels[index], default: 0] += 1 }
        return votes.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
    }
}
