import Images

/// Where the pictures of a grid stand.
///
///     label │ column 0 │ column 1 │ …        band 0: columns 0 ..< perBand
///     label │ column 5 │ column 6 │ …        band 1: the same rows, further columns
package struct GridLayout {
    /// How often a picture's pixel is repeated, in CSS pixels.
    package let enlargement: Int
    /// How many pixels of a picture too wide for the figure become one.
    package let reduction: Int
    /// The largest picture's size in the figure.
    let picture: Size
    /// The distance from one column to the next.
    let pitch: Double
    package let labelWidth: Double
    let columnCount: Int
    /// How many columns stand beside each other.
    package let perBand: Int
    package let bandCount: Int
    /// The upper edge of each drawn row within its band.
    let rowTops: [Double]
    package let hiddenRows: Int
    private let bandHeight: Double

    static let gap = 4.0
    static let headHeight = 20.0
    static let textHeight = 17.0
    private static let bandGap = 14.0
    /// No grid is higher; nobody looks at ten thousand pictures, and Cairo has its limit.
    private static let mostHeight = 4000.0

    package init(_ grid: ImageGrid, width: Double) {
        let pictures = grid.rows.lazy.flatMap(\.pictures)
        let largest = Size(Double(pictures.map(\.width).max() ?? 1), Double(pictures.map(\.height).max() ?? 1))
        let count = grid.rows.map(\.pictures.count).max() ?? 0
        let texts = grid.rows.flatMap(\.texts).map { Font.note.width(of: $0) + 2 }.max() ?? 0
        let textWidth = min(texts.rounded(.up), 90)
        // As large as all columns beside each other allow.
        let factor =
            (1...grid.enlargement).last { factor in
                let pitch = max(largest.width * Double(factor), textWidth) + Self.gap
                let labels = Self.labelWidth(grid, height: largest.height * Double(factor), width: width)
                return Double(count) * pitch - Self.gap <= width - labels
            } ?? 1
        enlargement = factor
        labelWidth = Self.labelWidth(grid, height: largest.height * Double(factor), width: width)
        let room = max(width - labelWidth, 1)
        let excess = max(largest.width / room, largest.height / Self.mostHeight * 2)
        reduction = factor > 1 ? 1 : max(1, Int(excess.rounded(.up)))
        let scale = Double(factor) / Double(reduction)
        picture = Size((largest.width * scale).rounded(.up), (largest.height * scale).rounded(.up))
        pitch = min(max(picture.width, textWidth), room) + Self.gap
        columnCount = count
        let most = max(1, min(count, Int((room + Self.gap) / pitch)))
        let wanted = (count + most - 1) / most
        // As many below as above, not a single picture below a full line.
        perBand = wanted > 1 ? (count + wanted - 1) / wanted : most
        (rowTops, bandHeight) = Self.rows(grid, picture: picture)
        hiddenRows = grid.rows.count - rowTops.count
        bandCount = min(wanted, max(1, Int(Self.mostHeight / (bandHeight + Self.bandGap))))
    }

    /// The width at which every label, broken into lines, is no higher than its picture.
    private static func labelWidth(_ grid: ImageGrid, height: Double, width: Double) -> Double {
        let font = Font.label
        let lines = max(1, Int(height / font.lineHeight))
        let needed = grid.rows.map(\.label).map { label -> Double in
            let words = font.words(of: label).map { font.width(of: $0) }
            let start = words.max() ?? 0
            let widths = stride(from: start, through: max(font.width(of: label), start), by: 4)
            return widths.first { font.wrapped(label, width: $0 + 0.1).count <= lines } ?? font.width(of: label)
        }
        let widest = needed.max() ?? 0
        return widest == 0 ? 0 : min(widest.rounded(.up) + 14, (width * 0.3).rounded())
    }

    /// Rows below each other, until the grid is as high as a grid may be.
    private static func rows(_ grid: ImageGrid, picture: Size) -> (tops: [Double], height: Double) {
        var tops: [Double] = []
        var y = grid.columns.contains { !$0.isEmpty } ? headHeight : 0
        for row in grid.rows {
            let height = picture.height + (row.texts.contains { !$0.isEmpty } ? textHeight : 0) + gap
            if y + height > mostHeight, !tops.isEmpty { break }
            tops.append(y)
            y += height
        }
        return (tops, y)
    }

    package var hiddenColumns: Int { max(0, columnCount - perBand * bandCount) }

    var height: Double {
        bandCount == 0 || rowTops.isEmpty ? 60 : Double(bandCount) * (bandHeight + Self.bandGap) - Self.bandGap
    }

    /// The upper left corner of a picture's space, relative to the grid's.
    func origin(row: Int, column: Int) -> Point {
        let band = Double(column / perBand) * (bandHeight + Self.bandGap)
        return Point(labelWidth + Double(column % perBand) * pitch, band + rowTops[row])
    }

    /// The middle of a column.
    func middle(column: Int) -> Double { labelWidth + Double(column % perBand) * pitch + (pitch - Self.gap) / 2 }
}
