import Images

/// Where the pictures of a grid stand.
///
///     label │ column 0 │ column 1 │ …        band 0: columns 0 ..< perBand
///     label │ column 5 │ column 6 │ …        band 1: the same rows, further columns
struct GridLayout {
    /// How often a picture's pixel is repeated, in CSS pixels.
    let enlargement: Int
    /// The space of one picture.
    let cell: Size
    let labelWidth: Double
    let columnCount: Int
    /// How many columns stand beside each other.
    let perBand: Int
    let bandCount: Int
    /// How many of the rows are drawn.
    let rowCount: Int
    let hasHeads: Bool
    private let textHeight: Double

    static let gap = 4.0
    static let headHeight = 20.0
    private static let bandGap = 14.0
    private static let textLine = 16.0
    /// No figure is higher; nobody looks at ten thousand pictures, and Cairo has its limit.
    private static let mostHeight = 4000.0

    init(_ grid: ImageGrid, width: Double) {
        let longest = grid.rows.map { Font.label.width(of: $0.label) }.max() ?? 0
        labelWidth = longest == 0 ? 0 : min(longest.rounded(.up) + 14, (width * 0.3).rounded())
        columnCount = grid.rows.map(\.pictures.count).max() ?? 0
        hasHeads = grid.columns.contains { !$0.isEmpty }
        textHeight = grid.rows.contains { !$0.texts.isEmpty } ? Self.textLine : 0
        let pictures = grid.rows.lazy.flatMap(\.pictures)
        let widest = pictures.map(\.width).max() ?? 1
        let highest = pictures.map(\.height).max() ?? 1
        let room = width - labelWidth
        enlargement = Self.enlargement(grid.enlargement, columns: columnCount, widest: widest, room: room)
        cell = Size(Double(widest * enlargement), Double(highest * enlargement))
        perBand = max(1, min(columnCount, Int((room + Self.gap) / (cell.width + Self.gap))))
        let rowHeight = cell.height + textHeight + Self.gap
        rowCount = min(grid.rows.count, max(1, Int((Self.mostHeight - Self.headHeight) / rowHeight)))
        let band = Double(rowCount) * rowHeight + (hasHeads ? Self.headHeight : 0)
        let wanted = columnCount == 0 ? 0 : (columnCount + perBand - 1) / perBand
        bandCount = min(wanted, max(1, Int(Self.mostHeight / (band + Self.bandGap))))
        hiddenRows = grid.rows.count - rowCount
    }

    /// Twice as large where all columns then still stand beside each other.
    private static func enlargement(_ most: Int, columns: Int, widest: Int, room: Double) -> Int {
        (1...most).last { factor in
            Double(columns) * (Double(widest * factor) + gap) - gap <= room
        } ?? 1
    }

    let hiddenRows: Int
    var hiddenColumns: Int { max(0, columnCount - perBand * bandCount) }
    var rowHeight: Double { cell.height + textHeight + Self.gap }
    private var bandHeight: Double { Double(rowCount) * rowHeight + (hasHeads ? Self.headHeight : 0) }

    var height: Double {
        bandCount == 0 ? 60 : Double(bandCount) * (bandHeight + Self.bandGap) - Self.bandGap
    }

    /// The upper left corner of a picture's space, relative to the grid's.
    func origin(row: Int, column: Int) -> Point {
        let band = column / perBand
        let head = hasHeads ? Self.headHeight : 0
        return Point(
            labelWidth + Double(column % perBand) * (cell.width + Self.gap),
            Double(band) * (bandHeight + Self.bandGap) + head + Double(row) * rowHeight)
    }
}
