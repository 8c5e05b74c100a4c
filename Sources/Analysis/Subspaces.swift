import CLAPACK
import Foundation
import Tensors

/// The angles between two subspaces, in degrees and rising: 0 where they share a direction, 90 where one has a direction
/// that is orthogonal to all of the other.
///
/// The cosines are the singular values of Aᵀ B, with orthonormal bases A and B.
///
/// Source: Björck and Golub, "Numerical methods for computing angles between linear subspaces", 1973.
///
/// - Parameters: `[directions, features]` each; the directions need not be orthogonal.
/// - Returns: as many angles as the smaller subspace has dimensions.
/// - Precondition: the directions of each are independent.
public func principalAngles(_ a: Tensor, _ b: Tensor) -> [Double] {
    guard a.shape.rank == 2, b.shape.rank == 2, a.shape[1] == b.shape[1] else {
        fatalError("angles between directions of the shapes \(a.shape) and \(b.shape)")
    }
    let cosines = singularValues(of: matmul(orthonormalRows(a), orthonormalRows(b).transpose()))
    return cosines.map { acos(min(1, Double($0))) * 180 / .pi }
}

/// The same subspace by orthonormal rows: Gram and Schmidt's method, twice, in double precision.
private func orthonormalRows(_ matrix: Tensor) -> Tensor {
    var rows: [[Double]] = []
    for index in 0..<matrix.shape[0] {
        var row = matrix.row(index).map(Double.init)
        let before = dot(row, row).squareRoot()
        for _ in 0..<2 {
            for other in rows {
                let share = dot(row, other)
                for place in row.indices { row[place] -= share * other[place] }
            }
        }
        let length = dot(row, row).squareRoot()
        guard length > 1e-6 * before else { fatalError("direction \(index) depends on those before it") }
        rows.append(row.map { $0 / length })
    }
    return Tensor(matrix.shape, rows.joined().map { Float($0) })
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// Falling, by LAPACK's `sgesvd`.
private func singularValues(of matrix: Tensor) -> [Float] {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    var entries = matrix.scalars
    var values = [Float](repeating: 0, count: min(rows, columns))
    var work = values
    let none = CChar(UInt8(ascii: "N"))
    let status = LAPACKE_sgesvd(
        LAPACK_ROW_MAJOR, none, none, Int32(rows), Int32(columns), &entries, Int32(columns), &values, nil,
        Int32(rows), nil, Int32(columns), &work)
    guard status == 0 else { fatalError("LAPACK's sgesvd failed with status \(status)") }
    return values
}
