import CLAPACK
import Tensors

/// Principal component analysis: the linear map to `components` numbers, and back, with the least mean squared error.
///
/// Source: Baldi and Hornik, "Neural networks and principal component analysis", Neural Networks 2, 1989.
public struct PCA: Sendable {
    /// `[features]`: the mean of the samples.
    public let mean: Tensor
    /// `[components, features]`: orthonormal rows, by falling variance. Each row's largest entry is positive.
    public let components: Tensor
    /// The variance of the samples along each component, and along all directions together.
    public let explainedVariance: [Float]
    public let totalVariance: Float

    /// - Parameters:
    ///   - samples: `[samples, features]`
    ///   - count: how many components, from 1 to the number of features.
    public init(of samples: Tensor, components count: Int) {
        guard samples.shape.rank == 2, samples.shape[0] > 0, (1...samples.shape[1]).contains(count) else {
            fatalError("\(count) principal components of samples of the shape \(samples.shape)")
        }
        let rows = samples.shape[0]
        mean = samples.sum(axis: 0) / Float(rows)
        let centered = samples - mean
        let covariance = matmul(centered.transpose(), centered) / Float(rows)
        let decomposition = largestEigenvectors(of: covariance, count: count)
        explainedVariance = decomposition.values
        components = decomposition.vectors
        let features = covariance.shape[0]
        totalVariance = covariance.withScalars { scalars in
            (0..<features).reduce(0) { $0 + scalars[$1 * features + $1] }
        }
    }

    /// `[samples, features]` → `[samples, components]`: (x − mean) · componentsᵀ.
    public func encode(_ samples: Tensor) -> Tensor {
        matmul(samples - mean, components.transpose())
    }

    /// `[samples, components]` → `[samples, features]`: z · components + mean.
    public func decode(_ codes: Tensor) -> Tensor {
        matmul(codes, components) + mean
    }

    /// `[samples, features]` → the nearest points of the components' plane, in the same shape.
    public func reconstruct(_ samples: Tensor) -> Tensor { decode(encode(samples)) }
}

/// The largest eigenvalues of a symmetric matrix and their unit eigenvectors, row by row, by LAPACK's `ssyevr`.
private func largestEigenvectors(of matrix: Tensor, count: Int) -> (values: [Float], vectors: Tensor) {
    let size = matrix.shape[0]
    var entries = matrix.scalars
    var values = [Float](repeating: 0, count: size)
    // In column-major order, so that each vector is contiguous: one row of ours.
    var vectors = [Float](repeating: 0, count: size * count)
    var support = [Int32](repeating: 0, count: 2 * count)
    var found: Int32 = 0
    let status = LAPACKE_ssyevr(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "I")), CChar(UInt8(ascii: "U")), Int32(size),
        &entries, Int32(size), 0, 0, Int32(size - count + 1), Int32(size), 0, &found, &values, &vectors, Int32(size),
        &support)
    guard status == 0, Int(found) == count else { fatalError("LAPACK's ssyevr failed with status \(status)") }
    // LAPACK gives them from the smallest on.
    let order = (0..<count).reversed()
    let rows = order.flatMap { withFixedSign(vectors[($0 * size)..<(($0 + 1) * size)]) }
    return (order.map { values[$0] }, Tensor([count, size], rows))
}

/// The vector or its negative, whichever has a positive entry of the largest magnitude.
private func withFixedSign(_ vector: ArraySlice<Float>) -> [Float] {
    let largest = vector.max { $0.magnitude < $1.magnitude } ?? 0
    return largest < 0 ? vector.map { -$0 } : Array(vector)
}
