import COneDNN

/// A product of two matrices that is done in panels of its result, which depend on its operands alone, so that no
/// number of cores changes a bit.
protocol PanelledProduct {
    var panelCount: Int { get }
    func computePanel(_ panel: Int)
}

/// Computes both products, which are independent of each other; where cores are lent, panels of both at once.
func multiply(_ first: some PanelledProduct, _ second: some PanelledProduct) {
    let count = first.panelCount
    sharedLoop(count + second.panelCount) { panel in
        ProductClock.timed {
            if panel < count { first.computePanel(panel) } else { second.computePanel(panel - count) }
        }
    }
}

func multiply(_ product: some PanelledProduct) {
    sharedLoop(product.panelCount) { panel in ProductClock.timed { product.computePanel(panel) } }
}

/// Lets each panel of columns prepare its columns of `b`; a product that is not cut into columns prepares all at once.
func multiply(_ product: Multiplication, preparing prepare: (Range<Int>) -> Void) {
    if !product.cutsColumns { prepare(0..<product.b.columns) }
    sharedLoop(product.panelCount) { panel in
        ProductClock.timed {
            if product.cutsColumns { prepare(product.columns(of: panel)) }
            product.computePanel(panel)
        }
    }
}

/// result = a · b, or a · b + bias in every row.
struct Multiplication: PanelledProduct {
    let a: MatrixView
    let b: MatrixView
    let result: UnsafeMutablePointer<Float>
    /// Added to every row of the result, where it is not nil: as many numbers as `b` has columns.
    let bias: UnsafePointer<Float>?
    let cutsColumns: Bool
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
        let isCut = a.rows * a.columns * b.columns >= 1 << 20
        // Rows of a stored matrix are cheaper to cut apart than its columns.
        cutsColumns = isCut && b.isTransposed && b.columns > columnsInPanel
        panelSize = !isCut ? max(a.rows, 1) : cutsColumns ? columnsInPanel : rowsInPanel(of: a.rows)
    }

    /// None for a result without elements.
    var panelCount: Int {
        guard a.rows > 0 && b.columns > 0 else { return 0 }
        // A few columns at the end join the panel before them.
        return cutsColumns ? (b.columns + panelSize / 2) / panelSize : (a.rows + panelSize - 1) / panelSize
    }

    func columns(of panel: Int) -> Range<Int> {
        panel * panelSize..<(panel + 1 == panelCount ? b.columns : (panel + 1) * panelSize)
    }

    func computePanel(_ panel: Int) {
        let start = panel * panelSize
        let stride = b.columns
        if cutsColumns {
            let columns = columns(of: panel)
            multiplyAtOnce(
                a, b.columns(columns), into: result + start, stride: stride, bias: bias.map { $0 + start })
        } else {
            let rows = start..<min(start + panelSize, a.rows)
            multiplyAtOnce(a.rows(rows), b, into: result + start * stride, stride: stride, bias: bias)
        }
    }
}

/// Whether a product of n × k and k × m is worth the search for zeros in it, and all that goes with it.
func isLargeProduct(_ n: Int, _ k: Int, _ m: Int) -> Bool { n * k * m >= 1 << 21 }

/// Narrower than this, oneDNN is slow.
let columnsInPanel = 128

/// A quarter of the rows, in whole vectors.
func rowsInPanel(of rows: Int) -> Int {
    max(1, (rows + 4 * Vector.scalarCount - 1) / (4 * Vector.scalarCount) * Vector.scalarCount)
}

/// result = a · b (+ bias in every row), in one call of oneDNN's `dnnl_sgemm`, which uses the calling thread alone, so
/// that trainings side by side do not disturb one another.
///
/// - Parameter stride: from one row of the result to the next.
func multiplyAtOnce(
    _ a: MatrixView, _ b: MatrixView, into result: UnsafeMutablePointer<Float>, stride: Int,
    bias: UnsafePointer<Float>? = nil
) {
    if let bias {
        for row in 0..<a.rows { (result + row * stride).update(from: bias, count: b.columns) }
    }
    omp_set_num_threads(1)
    func letter(_ matrix: MatrixView) -> CChar { CChar(UInt8(ascii: matrix.isTransposed ? "T" : "N")) }
    let status = dnnl_sgemm(
        letter(a), letter(b), Int64(a.rows), Int64(b.columns), Int64(a.columns), 1,
        a.start, Int64(a.stride), b.start, Int64(b.stride), bias == nil ? 0 : 1, result, Int64(stride))
    check(status, "product of \(a.rows) × \(a.columns) and \(b.rows) × \(b.columns)")
}
