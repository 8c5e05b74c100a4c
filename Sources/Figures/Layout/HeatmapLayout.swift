/// Where the cells, names and the color key of a heat map stand.
struct HeatmapLayout {
    let rows: Int
    let columns: Int
    /// The sides of a cell: whole pixels where it is larger than one.
    let cell: Size
    let left: Double
    let top: Double
    let bottom: Double

    static let keyHeight = 34.0
    private static let mostHeight = 2000.0

    init(_ map: Heatmap, width: Double) {
        rows = map.values.count
        columns = map.values.first?.count ?? 0
        let names = map.rowNames.map { Font.label.width(of: $0) }.max() ?? 0
        left = names == 0 ? 0 : min(names.rounded(.up) + 8, (width * 0.35).rounded())
        top = Self.keyHeight + (map.rowTitle.isEmpty && map.columnTitle.isEmpty ? 0 : 20)
        bottom = map.columnNames.isEmpty ? 0 : 20
        let side = min(map.cell, (width - left) / Double(max(columns, 1)), Self.mostHeight / Double(max(rows, 1)))
        let whole = side >= 1 ? side.rounded(.down) : side
        cell = Size(whole, whole)
    }

    var isEmpty: Bool { rows == 0 || columns == 0 }
    var height: Double { isEmpty ? 80 : (top + bottom + Double(rows) * cell.height + 2).rounded(.up) }

    /// The area of all cells in a figure whose body starts at `corner`.
    func cells(from corner: Point) -> Rect {
        Rect(
            x: corner.x.rounded() + left, y: corner.y.rounded() + top, width: Double(columns) * cell.width,
            height: Double(rows) * cell.height)
    }

    /// How far apart names must stand to be readable: every name, every second, fifth, tenth …
    static func step(_ size: Double, needed: Double) -> Int {
        [1, 2, 5, 10, 20, 50, 100, 200, 500].first { Double($0) * size >= needed } ?? 1000
    }
}
