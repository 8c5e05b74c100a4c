import Foundation
import Tensors

/// Classification by one linear map: what of the labels can be read out of points by straight cuts.
///
/// Softmax regression, p(c | x) ∝ exp(w_c · x + b_c), with a small penalty λ‖w‖² on standardized features, minimized by
/// full-batch gradient steps with Nesterov's momentum; the penalty makes the minimum unique, so no randomness is needed.
///
/// Source: Alain and Bengio, "Understanding intermediate layers using linear classifier probes", 2016.
public struct LinearProbe: Sendable {
    private let mean: Tensor
    private let scale: Tensor
    /// `[features + 1, classes]`; the last row is the bias.
    private let weights: Tensor

    /// - Parameters:
    ///   - points: `[points, features]`
    ///   - labels: one per point, each at least 0.
    ///   - penalty: λ.
    public init(points: Tensor, labels: [Int], penalty: Float = 1e-4, steps: Int = 300) {
        guard points.shape.rank == 2, points.shape[0] == labels.count, !labels.isEmpty else {
            fatalError("a probe of points of the shape \(points.shape) with \(labels.count) labels")
        }
        let rows = points.shape[0]
        mean = points.sum(axis: 0) / Float(rows)
        let centered = points - mean
        // A feature that never changes stays 0.
        scale = Tensor(
            [points.shape[1]],
            (centered.square().sum(axis: 0) / Float(rows)).scalars.map { $0 > 0 ? 1 / $0.squareRoot() : 0 })
        let inputs = Self.standardized(points, mean, scale)
        weights = Self.minimum(inputs, labels, penalty, steps)
    }

    /// A label for each query, `[queries, features]`.
    public func classify(_ queries: Tensor) -> [Int] {
        let scores = matmul(Self.standardized(queries, mean, scale), weights)
        return (0..<queries.shape[0]).map { row in
            let scores = scores.row(row)
            return scores.indices.max { (scores[$0], $1) < (scores[$1], $0) } ?? 0
        }
    }

    /// The share of queries that get their own label.
    public func accuracy(on queries: Tensor, labels: [Int]) -> Double {
        let hits = zip(classify(queries), labels).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
        return labels.isEmpty ? .nan : Double(hits) / Double(labels.count)
    }

    /// With a column of ones at the end.
    private static func standardized(_ points: Tensor, _ mean: Tensor, _ scale: Tensor) -> Tensor {
        let rows = points.shape[0]
        let inputs = (points - mean) * scale
        return Tensor([rows, points.shape[1] + 1], (0..<rows).flatMap { inputs.row($0) + [1] })
    }

    private static func minimum(_ inputs: Tensor, _ labels: [Int], _ penalty: Float, _ steps: Int) -> Tensor {
        let (rows, classes) = (inputs.shape[0], (labels.max() ?? 0) + 1)
        let transposed = inputs.transpose()
        let targets = Tensor(
            [rows, classes], labels.flatMap { label in (0..<classes).map { $0 == label ? 1 as Float : 0 } })
        // The second derivative is at most half the largest second moment of the inputs, plus the penalty's.
        let moment = max(1, PCA(of: inputs, components: 1).explainedVariance[0])
        let step = 1 / (0.5 * moment + 2 * penalty)
        var weights = Tensor.zeros([inputs.shape[1], classes])
        var ahead = weights
        for number in 0..<steps {
            let errors = matmul(inputs, ahead).softmax(axis: -1) - targets
            let gradient = matmul(transposed, errors) / Float(rows) + ahead * (2 * penalty)
            let next = ahead - gradient * step
            ahead = next + (next - weights) * (Float(number) / Float(number + 3))
            weights = next
        }
        return weights
    }
}
