/// A matrix in row-major memory, taken as it is or transposed.
struct MatrixView {
    let start: UnsafePointer<Float>
    /// As the product sees it, after transposition.
    let rows: Int
    let columns: Int
    let isTransposed: Bool

    /// From one row in memory to the next.
    let stride: Int

    /// - Parameters: rows and columns as they are in memory; a stride of nil is that of rows without a gap.
    init(
        _ start: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int? = nil, transposed: Bool = false
    ) {
        self.start = start
        self.rows = transposed ? columns : rows
        self.columns = transposed ? rows : columns
        isTransposed = transposed
        self.stride = stride ?? columns
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
            tensor.storage.start, rows: tensor.shape[0], columns: tensor.shape[1], transposed: transposed)
    }
}
