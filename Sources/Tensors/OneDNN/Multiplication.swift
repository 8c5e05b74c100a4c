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

/// result = a · b, or a · b + bias in every row, by oneDNN's `dnnl_sgemm`.
///
/// A large product is done in panels of the result, which depend on its size alone; where cores are lent, several
/// panels at once. Each call of oneDNN uses the calling thread alone, so that trainings side by side do not disturb one
/// another.
struct Multiplication {
    let a: MatrixView
    let b: MatrixView
    let result: UnsafeMutablePointer<Float>
    /// Added to every row of the result, where it is not nil: as many numbers as `b` has columns.
    let bias: UnsafePointer<Float>?
    private let cutsColumns: Bool
    /// Rows or columns of the result in one panel.
    private let panelSize: Int

    /// - Precondition: the inner lengths are equal.
    init(_ a: MatrixView, _ b: MatrixView, into result: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>? = nil)
    {
        guard a.columns == b.rows else {
            fatalError("a matrix of \(a.rows) × \(a.columns) does not fit one of \(b.rows) × \(b.columns)")
        }
        self.a = a
        self.b = b
        self.result = result
        self.bias = bias
        let isLarge = a.rows * b.columns * a.columns >= 1 << 21
        let quarter = (a.rows + 4 * Vector.scalarCount - 1) / (4 * Vector.scalarCount) * Vector.scalarCount
        // Rows of a stored matrix are cheaper to cut apart than its columns; narrower than 128 columns, oneDNN is slow.
        panelSize = !isLarge ? max(a.rows, 1) : b.isTransposed ? 128 : quarter
        cutsColumns = isLarge && b.isTransposed
    }

    /// None for a result without elements.
    var panelCount: Int {
        guard a.rows > 0 && b.columns > 0 else { return 0 }
        return ((cutsColumns ? b.columns : a.rows) + panelSize - 1) / panelSize
    }

    func computePanel(_ panel: Int) {
        let start = panel * panelSize
        if cutsColumns {
            let columns = start..<min(start + panelSize, b.columns)
            compute(a, b.columns(columns), at: 0, columns.lowerBound)
        } else {
            let rows = start..<min(start + panelSize, a.rows)
            compute(a.rows(rows), b, at: rows.lowerBound, 0)
        }
    }

    /// One call of oneDNN, for the part of the result that begins at a row and a column.
    private func compute(_ a: MatrixView, _ b: MatrixView, at row: Int, _ column: Int) {
        let stride = self.b.columns
        let start = result + row * stride + column
        if let bias {
            for row in 0..<a.rows { (start + row * stride).update(from: bias + column, count: b.columns) }
        }
        omp_set_num_threads(1)
        func letter(_ matrix: MatrixView) -> CChar { CChar(UInt8(ascii: matrix.isTransposed ? "T" : "N")) }
        let status = ProductClock.timed {
            dnnl_sgemm(
                letter(a), letter(b), Int64(a.rows), Int64(b.columns), Int64(a.columns), 1,
                a.start, Int64(a.stride), b.start, Int64(b.stride), bias == nil ? 0 : 1, start, Int64(stride))
        }
        check(
            status,
            "product of \(a.rows) × \(a.columns) and \(b.rows) × \(b.columns)")
    }
}

/// Computes both products, which are independent of each other; where cores are lent, panels of both at once.
func multiply(_ first: Multiplication, _ second: Multiplication? = nil) {
    let count = first.panelCount
    sharedLoop(count + (second?.panelCount ?? 0)) { panel in
        if panel < count { first.computePanel(panel) } else { second?.computePanel(panel - count) }
    }
}
