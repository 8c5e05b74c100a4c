import Tensors

/// The squared Euclidean distances from each query to the points nearest to it, the nearest first.
///
/// ‖a − b‖² = ‖a‖² + ‖b‖² − 2 a·b, so that the work is a matrix product. Rounding may make a distance a little less than
/// 0, and it is then 0; of a query that is among the points itself, the first distance is 0 up to such rounding.
///
/// - Parameters:
///   - queries: `[queries, features]`
///   - count: how many neighbors, at most as many as there are points.
///   - points: `[points, features]`
/// - Returns: `[queries, count]`
public func squaredDistances(from queries: Tensor, toNearest count: Int, of points: Tensor) -> Tensor {
    guard points.shape.rank == 2, count >= 1, count <= points.shape[0] else {
        fatalError("\(count) neighbors among points of the shape \(points.shape)")
    }
    let rows = mapRowsOfSquaredDistances(queries, points) { _, squares in
        smallest(count, of: squares).map { squares[$0] }
    }
    return Tensor([queries.shape[0], count], rows.flatMap { $0 })
}

/// What `body` makes of each row of `a`, in the order of the rows; blocks of them are worked on side by side.
///
/// - Parameters:
///   - a: `[rows, features]`
///   - b: `[others, features]`
///   - body: gets a row's place, and its squared distance from every row of `b`, at least 0.
func mapRowsOfSquaredDistances<Result: Sendable>(
    _ a: Tensor, _ b: Tensor, _ body: (Int, [Float]) -> Result
) -> [Result] {
    guard a.shape.rank == 2, b.shape.rank == 2, a.shape[1] == b.shape[1] else {
        fatalError("distances between rows of the shapes \(a.shape) and \(b.shape)")
    }
    let (lengths, columns) = (squaredLengths(of: b), b.transpose())
    let starts = Array(stride(from: 0, to: a.shape[0], by: 500))
    return gathered(starts.count) { index in
        let first = starts[index]
        let block = a[first..<min(first + 500, a.shape[0])]
        let (products, own) = (matmul(block, columns), squaredLengths(of: block))
        return own.indices.map { row in
            let squares = zip(lengths, products.row(row)).map { max(0, own[row] + $0 - 2 * $1) }
            return body(first + row, squares)
        }
    }.flatMap { $0 }
}

/// The places of the `count` smallest numbers, the smallest first, by insertion into a short sorted list.
func smallest(_ count: Int, of values: [Float]) -> [Int] {
    var best: [Int] = []
    var limit = Float.infinity
    for index in values.indices where best.count < count || values[index] < limit {
        let place = best.firstIndex { values[index] < values[$0] } ?? best.count
        best.insert(index, at: place)
        if best.count > count { best.removeLast() }
        limit = values[best[best.count - 1]]
    }
    return best
}

private func squaredLengths(of matrix: Tensor) -> [Float] {
    (0..<matrix.shape[0]).map { matrix.row($0).reduce(0) { $0 + $1 * $1 } }
}
