import COneDNN

/// A matrix in row-major memory, taken as it is or transposed.
struct MatrixView {
    let start: UnsafePointer<Float>
    /// As the product sees it, after transposition.
    let rows: Int
    let columns: Int
    let isTransposed: Bool

    /// The length of a row in memory.
    var stride: Int { isTransposed ? rows : columns }

    /// - Parameters: rows and columns as they are in memory.
    init(_ start: UnsafePointer<Float>, rows: Int, columns: Int, transposed: Bool = false) {
        self.start = start
        self.rows = transposed ? columns : rows
        self.columns = transposed ? rows : columns
        isTransposed = transposed
    }

    init(_ tensor: Tensor, transposed: Bool = false) {
        guard tensor.shape.rank == 2 else { fatalError("a matrix has two axes, not the shape \(tensor.shape)") }
        self.init(
            tensor.buffer.start, rows: tensor.shape[0], columns: tensor.shape[1], transposed: transposed)
    }
}

/// result = a · b + β · result, by oneDNN's `dnnl_sgemm` on the calling thread alone, so that trainings side by side
/// do not disturb one another.
func multiply(_ a: MatrixView, _ b: MatrixView, into result: UnsafeMutablePointer<Float>, adding beta: Float = 0) {
    guard a.columns == b.rows else {
        fatalError("a matrix of \(a.rows) × \(a.columns) does not fit one of \(b.rows) × \(b.columns)")
    }
    guard a.rows > 0 && b.columns > 0 else { return }
    omp_set_num_threads(1)
    func letter(_ matrix: MatrixView) -> CChar { CChar(UInt8(ascii: matrix.isTransposed ? "T" : "N")) }
    check(
        dnnl_sgemm(
            letter(a), letter(b), Int64(a.rows), Int64(b.columns), Int64(a.columns), 1,
            a.start, Int64(a.stride), b.start, Int64(b.stride), beta, result, Int64(b.columns)),
        "product of \(a.rows) × \(a.columns) and \(b.rows) × \(b.columns)")
}
