import Tensors

/// The median of each column of a matrix: the middle one of its sorted values, the upper of two.
///
/// - Parameter matrix: `[rows, columns]`, with at least one row.
/// - Returns: `[columns]`
public func columnMedians(of matrix: Tensor) -> Tensor {
    guard matrix.shape.rank == 2, matrix.shape[0] > 0 else {
        fatalError("medians of the columns of the shape \(matrix.shape)")
    }
    let columns = matrix.transpose()
    let medians = gathered(columns.shape[0]) { columns.row($0).sorted()[matrix.shape[0] / 2] }
    return Tensor([columns.shape[0]], medians)
}
