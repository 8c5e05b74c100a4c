/// One row of an image under a sliding window: which pixels, and which zeros around them, each number of the result sees.
///
/// A window of `kernel` pixels stops every `stride` pixels; a row of n pixels with `padding` zeros on each side gives
/// ⌊(n + 2 · padding − kernel) / stride⌋ + 1 numbers.
///
/// Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
public struct ConvolutionDiagram: Figure, Equatable {
    public var title: String
    public var width: Double
    /// Pixels in a row, one drawing each.
    public let sizes: [Int]
    public let kernel: Int
    public let stride: Int
    public let padding: Int
    /// Printed below the figure.
    public var note: String

    /// - Precondition: kernel and stride are at least 1, the padding is not negative, and the window fits each row.
    public init(
        sizes: [Int], kernel: Int, stride: Int, padding: Int, title: String = "", note: String = "",
        width: Double = 680
    ) {
        guard kernel > 0, stride > 0, padding >= 0, sizes.allSatisfy({ $0 > 0 && $0 + 2 * padding >= kernel }) else {
            fatalError(
                "a window of \(kernel) pixels with stride \(stride) and padding \(padding) does not fit rows of \(sizes)"
            )
        }
        self.sizes = sizes
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.title = title
        self.note = note
        self.width = width
    }

    /// How many numbers a row of so many pixels gives.
    public func count(of size: Int) -> Int { (size + 2 * padding - kernel) / stride + 1 }

    /// The cells, zeros included, that no window reaches.
    func unseen(of size: Int) -> Int { size + 2 * padding - ((count(of: size) - 1) * stride + kernel) }

    public func height(atWidth width: Double) -> Double {
        header.height(width: width) + Double(max(sizes.count, 1)) * rowHeight(atWidth: width)
    }

    /// The heading, the pixels, the windows' lines and the result.
    func rowHeight(atWidth width: Double) -> Double { 22 + 3.4 * side(atWidth: width) + 14 }

    /// The side of a cell: the longest row fills the width.
    func side(atWidth width: Double) -> Double {
        let cells = Double((sizes.max() ?? 1) + 2 * padding)
        return min(26, max(4, (width - 2) / cells))
    }

    var header: FigureHeader { FigureHeader(title: title, notes: note.isEmpty ? [] : [note]) }

    public var summary: String {
        let rows = sizes.map { "\($0) pixels become \(count(of: $0))" }
        return "Rows of pixels under a window of \(kernel) with stride \(stride) and padding \(padding): "
            + (rows.isEmpty ? "none" : Points.list(rows)) + "."
    }
}
