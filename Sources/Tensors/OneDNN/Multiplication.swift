import COneDNN

/// A matrix in row-major memory, taken as it is or transposed.
struct MatrixView {
    let start: UnsafePointer<Float>
    /// As the product sees it, after transposition.
    let rows: Int
    let columns: Int
    let isTransposed: Bool

    /// From one row in memory to the next.
    let stride: Int

    /// - Parameters: rows and columns as they are in memory.
    init(_ start: UnsafePointer<Float>, rows: Int, columns: Int, transposed: Bool = false) {
        self.start = start
        self.rows = transposed ? columns : rows
        self.columns = transposed ? rows : columns
        isTransposed = transposed
        stride = columns
    }

    private init(_ start: UnsafePointer<Float>, _ rows: Int, _ columns: Int, of whole: MatrixView) {
        self.start = start
        self.rows = rows
        self.columns = columns
        isTransposed = whole.isTransposed
        stride = whole.stride
    }

    /// Some of the rows, or of the columns, as the product sees them.
    func rows(_ range: Range<Int>) -> MatrixView {
        let step = isTransposed ? 1 : stride
        return MatrixView(start + range.lowerBound * step, range.count, columns, of: self)
    }

    func columns(_ range: Range<Int>) -> MatrixView {
        let step = isTransposed ? stride : 1
        return MatrixView(start + range.lowerBound * step, rows, range.count, of: self)
    }

    init(_ tensor: Tensor, transposed: Bool = false) {
        guard tensor.shape.rank == 2 else { fatalError("a matrix has two axes, not the shape \(tensor.shape)") }
        self.init(
            tensor.buffer.start, rows: tensor.shape[0], columns: tensor.shape[1], transposed: transposed)
    }
}

/// result = a · b + β · result, by oneDNN's `dnnl_sgemm`.
///
/// A large product is done in panels of the result, which depend on its size alone; where cores are lent, several
/// panels at once. Each call of oneDNN uses the calling thread alone, so that trainings side by side do not disturb one
/// another.
func multiply(_ a: MatrixView, _ b: MatrixView, into result: UnsafeMutablePointer<Float>, adding beta: Float = 0) {
    guard a.columns == b.rows else {
        fatalError("a matrix of \(a.rows) × \(a.columns) does not fit one of \(b.rows) × \(b.columns)")
    }
    guard a.rows > 0 && b.columns > 0 else { return }
    let stride = b.columns
    guard a.rows * b.columns * a.columns >= 1 << 21 else {
        return multiplyPanel(a, b, into: result, stride: stride, adding: beta)
    }
    // Rows of a stored matrix are cheaper to cut apart than its columns.
    if b.isTransposed {
        let panels = Panels(b.columns)
        sharedLoop(panels.count) { panel in
            let columns = panels[panel]
            multiplyPanel(
                a, b.columns(columns), into: result + columns.lowerBound, stride: stride, adding: beta)
        }
    } else {
        let panels = Panels(a.rows)
        sharedLoop(panels.count) { panel in
            let rows = panels[panel]
            multiplyPanel(a.rows(rows), b, into: result + rows.lowerBound * stride, stride: stride, adding: beta)
        }
    }
}

/// One call of oneDNN, for a part of a result whose rows are `stride` apart.
private func multiplyPanel(
    _ a: MatrixView, _ b: MatrixView, into result: UnsafeMutablePointer<Float>, stride: Int, adding beta: Float
) {
    omp_set_num_threads(1)
    func letter(_ matrix: MatrixView) -> CChar { CChar(UInt8(ascii: matrix.isTransposed ? "T" : "N")) }
    check(
        dnnl_sgemm(
            letter(a), letter(b), Int64(a.rows), Int64(b.columns), Int64(a.columns), 1,
            a.start, Int64(a.stride), b.start, Int64(b.stride), beta, result, Int64(stride)),
        "product of \(a.rows) × \(a.columns) and \(b.rows) × \(b.columns)")
}

/// A length in four parts of whole vectors, as even as can be.
private struct Panels {
    private let length: Int
    private let size: Int

    init(_ length: Int) {
        self.length = length
        let vectors = (length + Vector.scalarCount - 1) / Vector.scalarCount
        size = (vectors + 3) / 4 * Vector.scalarCount
    }

    var count: Int { (length + size - 1) / size }

    subscript(panel: Int) -> Range<Int> { panel * size..<min((panel + 1) * size, length) }
}
