import CLAPACK
import Testing

@Test("LAPACK finds the eigenvalues of a symmetric matrix, the smaller one first")
func lapackEigenvalues() {
    var matrix: [Float] = [2, 1, 1, 2]
    var found: Int32 = 0
    var eigenvalues = [Float](repeating: 0, count: 2)
    var eigenvectors = [Float](repeating: 0, count: 4)
    var support = [Int32](repeating: 0, count: 4)
    let status = LAPACKE_ssyevr(
        LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "A")), CChar(UInt8(ascii: "U")),
        2, &matrix, 2, 0, 0, 0, 0, 0, &found, &eigenvalues, &eigenvectors, 2, &support)

    #expect(status == 0)
    #expect(found == 2)
    #expect(abs(eigenvalues[0] - 1) < 1e-5)
    #expect(abs(eigenvalues[1] - 3) < 1e-5)
    // The larger one belongs to the diagonal: both parts of its vector are alike.
    #expect(abs(eigenvectors[1] - eigenvectors[3]) < 1e-5)
}
