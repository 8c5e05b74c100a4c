/// A table of amounts as colors.
public struct Heatmap: Figure, Equatable {
    public var title: String
    public var width: Double
    /// [row][column]; a value that is not finite is crossed out.
    public let values: [[Double]]
    /// [row]; may be empty.
    public var rowNames: [String]
    /// [column]; may be empty.
    public var columnNames: [String]
    /// Titles of the two directions.
    public var rowTitle: String
    public var columnTitle: String
    /// What the colors mean.
    public var axis: Axis
    /// `nil`: diverging around zero where there are negative values.
    public var colors: ColorRamp.Kind?
    /// Whether each cell says its value; `nil` does where there is room.
    public var showsValues: Bool?
    /// The largest side of a cell in CSS pixels.
    public var cell: Double
    /// Printed below the figure.
    public var note: String

    /// - Precondition: all rows have the same count.
    public init<V: FigureNumber>(
        _ values: [[V]], rowNames: [String] = [], columnNames: [String] = [], rowTitle: String = "",
        columnTitle: String = "", axis: Axis = Axis(), title: String = "", colors: ColorRamp.Kind? = nil,
        showsValues: Bool? = nil, cell: Double = 44, note: String = "", width: Double = 680
    ) {
        for row in values { Points.requireSameCount(row.count, values[0].count, "the rows of a heat map") }
        self.values = values.map { $0.map(\.figureValue) }
        self.rowNames = rowNames
        self.columnNames = columnNames
        self.rowTitle = rowTitle
        self.columnTitle = columnTitle
        self.axis = axis
        self.title = title
        self.colors = colors
        self.showsValues = showsValues
        self.cell = cell.isFinite ? min(max(cell, 1), 200) : 44
        self.note = note
        self.width = width
    }

    var header: FigureHeader { FigureHeader(title: title, notes: note.isEmpty ? [] : [note]) }

    public func height(atWidth width: Double) -> Double {
        header.height(width: width) + HeatmapLayout(self, width: width).height
    }

    public var summary: String {
        let size = "\(values.count) × \(values.first?.count ?? 0)"
        let names = [rowTitle, columnTitle].filter { !$0.isEmpty }.joined(separator: " by ")
        let range = Points.range(axis.title.isEmpty ? "values" : axis.title, values.joined(), axis)
        return "Heat map of \(size) values" + (names.isEmpty ? "" : " (\(names))") + "; \(range)."
    }

    // MARK: what is shown

    var isDiverging: Bool {
        colors.map { $0 == .diverging }
            ?? (axis.scale == .linear && values.joined().contains { axis.shows($0) && $0 < 0 })
    }

    /// A diverging scale reaches as far below zero as above.
    var scale: AxisScale {
        let isDiverging = self.isDiverging
        let shown = values.joined().filter { axis.shows($0) }
        let mirrored = isDiverging && axis.domain == nil ? shown + shown.map { -$0 } : shown
        return AxisScale(axis, values: mirrored, margin: 0, includesZero: !isDiverging)
    }
}
