/// A matrix as an operand of products: its live columns alone where it has enough dead ones, all of them elsewhere.
struct LiveMatrix {
    /// Nil where all columns count.
    let columns: NonzeroColumns?
    private let packed: PackedMatrix

    /// - Parameters:
    ///   - length: how many numbers of the other operand belong to one column, or nil for a small product, which takes
    ///     all columns.
    init(_ matrix: Tensor, copying length: Int?) {
        columns = length.flatMap { NonzeroColumns(of: matrix, copying: $0) }
        packed = PackedMatrix(matrix).keeping(columns: columns)
    }

    func view(transposed: Bool = false) -> MatrixView { packed.view(transposed: transposed) }
}

/// a · b, whose rows and columns come to lie at the places of live ones; everything else is 0.
struct SpreadProduct: PanelledProduct {
    let a: MatrixView
    let b: MatrixView
    /// Where the rows and the columns of a · b belong; nil where they are all.
    let rows: NonzeroColumns?
    let columns: NonzeroColumns?
    let result: Storage
    private let panelSize: Int

    init(_ a: MatrixView, _ b: MatrixView, rows: NonzeroColumns? = nil, columns: NonzeroColumns? = nil) {
        self.a = a
        self.b = b
        self.rows = rows
        self.columns = columns
        result = Storage(count: (rows?.width ?? a.rows) * (columns?.width ?? b.columns))
        let isCut = rows != nil || columns != nil || isLargeProduct(a.rows, a.columns, b.columns)
        panelSize = isCut ? rowsInPanel(of: a.rows) : max(a.rows, 1)
        if a.columns == 0 { result.start.initialize(repeating: 0, count: result.count) }
    }

    var panelCount: Int { a.rows > 0 && b.columns > 0 ? (a.rows + panelSize - 1) / panelSize : 0 }

    private var width: Int { columns?.width ?? b.columns }

    func computePanel(_ panel: Int) {
        let range = panel * panelSize..<min((panel + 1) * panelSize, a.rows)
        guard rows != nil || columns != nil else {
            multiplyAtOnce(
                a.rows(range), b, into: result.start + range.lowerBound * width, stride: width)
            return
        }
        // As large as a panel can be, so that every step takes the same.
        let product = Storage(count: rowsInPanel(of: rows?.width ?? a.rows) * width)
        multiplyAtOnce(a.rows(range), b, into: product.start, stride: b.columns)
        if let columns {
            forEachRow(of: product, in: range) { columns.unpack($0, into: $1) }
        } else {
            forEachRow(of: product, in: range) { $1.update(from: $0, count: b.columns) }
        }
        withExtendedLifetime(product) {}
    }

    /// Lends each row of a panel with its place in the result, and fills the rows between with zeros: those before a
    /// row belong to it, and those behind the last row to that.
    @inline(__always)
    private func forEachRow(
        of product: Storage, in range: Range<Int>,
        _ body: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    ) {
        let width = width
        guard let rows else {
            for row in range {
                body(product.start + (row - range.lowerBound) * b.columns, result.start + row * width)
            }
            return
        }
        var next = range.lowerBound == 0 ? 0 : rows[range.lowerBound - 1] + 1
        func clear(upTo end: Int) {
            (result.start + next * width).initialize(repeating: 0, count: (end - next) * width)
        }
        for row in range {
            clear(upTo: rows[row])
            body(product.start + (row - range.lowerBound) * b.columns, result.start + rows[row] * width)
            next = rows[row] + 1
        }
        if range.upperBound == a.rows { clear(upTo: rows.width) }
    }
}
