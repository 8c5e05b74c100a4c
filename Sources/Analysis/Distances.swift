import Tensors

/// The squared Euclidean distances between the rows of two matrices, a block of rows at a time.
///
/// - Parameters:
///   - a: `[rows, features]`
///   - b: `[others, features]`
///   - body: gets the place of each row of `a` in order, and its squared distance from every row of `b`; rounding may
///     make one of them a little less than 0, and it is then 0.
func forEachRowOfSquaredDistances(_ a: Tensor, _ b: Tensor, _ body: (Int, [Float]) -> Void) {
    guard a.shape.rank == 2, b.shape.rank == 2, a.shape[1] == b.shape[1] else {
        fatalError("distances between rows of the shapes \(a.shape) and \(b.shape)")
    }
    let (lengths, columns) = (squaredLengths(of: b), b.transposed())
    for start in stride(from: 0, to: a.shape[0], by: 500) {
        let block = a[start..<min(start + 500, a.shape[0])]
        let (products, own) = (matrixProduct(block, columns), squaredLengths(of: block))
        for row in own.indices {
            let products = products.row(row)
            body(start + row, lengths.indices.map { max(0, own[row] + lengths[$0] - 2 * products[$0]) })
        }
    }
}

private func squaredLengths(of matrix: Tensor) -> [Float] {
    (0..<matrix.shape[0]).map { matrix.row($0).reduce(0) { $0 + $1 * $1 } }
}
