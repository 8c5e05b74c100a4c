/// Figures beside and below each other, to be compared.
public struct SmallMultiples: Figure {
    public var title: String
    public var width: Double
    public let panels: [any Figure]
    /// How many panels stand beside each other.
    public var columns: Int
    /// Printed below the figure.
    public var note: String
    /// What the colors of all panels stand for.
    var legend = Legend()

    static let gap = 28.0
    /// Panels of this width and above may shrink to it. Lines have names at their ends, or above them.
    private var legible: Double { panels.contains { $0 is Lines } ? 260 : 160 }
    /// More panels than this are not drawn; the figure says how many.
    static let most = 48

    /// - Parameters:
    ///   - columns: `nil` sets up to three beside each other.
    ///   - sharesAxes: whether panels of one kind get the axes of all their data together.
    public init(
        _ panels: [any Figure], columns: Int? = nil, sharesAxes: Bool = false, title: String = "", note: String = "",
        width: Double = 680
    ) {
        self.panels = sharesAxes ? SharedAxes.sharing(panels) : panels
        self.columns = min(max(columns ?? min(panels.count, 3), 1), 8)
        self.title = title
        self.note = note
        self.width = width
    }

    public var summary: String {
        let count = panels.count == 1 ? "One panel" : "\(panels.count) panels"
        let parts = panels.map { $0.title.isEmpty ? $0.summary : "\($0.title): \($0.summary)" }
        return ([count + "."] + parts).joined(separator: " ")
    }

    var header: FigureHeader {
        var notes = note.isEmpty ? [] : [note]
        if panels.count > Self.most {
            notes.append("\(NumberText.count(panels.count - Self.most)) more panels are not shown.")
        }
        return FigureHeader(title: title, legend: legend, notes: notes)
    }

    public func height(atWidth width: Double) -> Double {
        let rows = rowHeights(columns: columns(atWidth: width), panelWidth: panelWidth(width))
        let body = rows.isEmpty ? 60 : rows.reduce(0, +) + Double(rows.count - 1) * Self.gap
        return header.height(width: width) + body
    }

    /// Fewer beside each other where the figure is narrower than it was meant to be: panels do not shrink to nothing.
    private func columns(atWidth width: Double) -> Int {
        let edges = 2 * figureMargin
        guard width + edges < self.width else { return columns }
        let meant = panelWidth(self.width - edges, columns: columns)
        let least = min(meant, legible) * 0.9
        return min(max(Int((width + Self.gap) / (least + Self.gap)), 1), columns)
    }

    private func panelWidth(_ width: Double) -> Double { panelWidth(width, columns: columns(atWidth: width)) }

    private func panelWidth(_ width: Double, columns: Int) -> Double {
        max((width - Double(columns - 1) * Self.gap) / Double(columns), 40).rounded(.down)
    }

    /// Each row is as high as its highest panel.
    private func rowHeights(columns: Int, panelWidth: Double) -> [Double] {
        let shown = panels.prefix(Self.most)
        return stride(from: 0, to: shown.count, by: columns).map { start in
            shown[start..<min(start + columns, shown.count)].map { $0.height(atWidth: panelWidth) }.max() ?? 0
        }
    }

    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let body = header.draw(on: canvas, in: area, theme: theme)
        let columns = self.columns(atWidth: area.width)
        let panelWidth = self.panelWidth(area.width)
        guard !panels.isEmpty else { return PlotFrame.drawNothing("no panels", in: body, on: canvas, theme: theme) }
        var top = body.y.rounded()
        for (row, height) in rowHeights(columns: columns, panelWidth: panelWidth).enumerated() {
            let height = height.rounded(.up)
            for column in 0..<columns where panels.prefix(Self.most).indices.contains(row * columns + column) {
                let left = area.x + Double(column) * (panelWidth + Self.gap)
                let panel = panels[row * columns + column]
                // Its own height, not the row's: plots beside each other stay level.
                let own = panel.height(atWidth: panelWidth)
                let place = Rect(x: left, y: top, width: panelWidth, height: own)
                panel.draw(on: canvas, in: place, theme: theme)
            }
            top += height + Self.gap
        }
    }
}
