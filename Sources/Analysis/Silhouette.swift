import Tensors

/// How well labels divide points into clusters, from −1 (every point lies among others' points) over 0 (no clusters) to 1.
///
/// For a point, a is the mean distance from the others of its label and b the smallest mean distance from the points of
/// another label; its silhouette is (b − a) / max(a, b), and 0 where it is the only one of its label. The result is the
/// mean over all points.
///
/// Source: Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", 1987.
///
/// - Parameters:
///   - points: `[points, features]`
///   - labels: one per point, each at least 0.
/// - Precondition: there are points, and at least two labels.
public func silhouette(of points: Tensor, labels: [Int]) -> Double {
    guard points.shape.rank == 2, points.shape[0] == labels.count, Set(labels).count > 1 else {
        fatalError("a silhouette of points of the shape \(points.shape) with \(labels.count) labels")
    }
    let classes = (labels.max() ?? 0) + 1
    let counts = labels.reduce(into: [Double](repeating: 0, count: classes)) { $0[$1] += 1 }
    let silhouettes = mapRowsOfSquaredDistances(points, points) { place, squares in
        var sums = [Double](repeating: 0, count: classes)
        for (other, square) in squares.enumerated() where other != place {
            sums[labels[other]] += Double(square.squareRoot())
        }
        let own = labels[place]
        guard counts[own] > 1 else { return 0.0 }
        let within = sums[own] / (counts[own] - 1)
        let others = sums.indices.filter { $0 != own && counts[$0] > 0 }.map { sums[$0] / counts[$0] }
        let nearest = others.min() ?? within
        return max(within, nearest) > 0 ? (nearest - within) / max(within, nearest) : 0
    }
    return silhouettes.reduce(0, +) / Double(labels.count)
}
