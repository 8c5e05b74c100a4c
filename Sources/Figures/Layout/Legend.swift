/// The names of classes or series beside their colors, in lines as wide as the figure.
struct Legend: Equatable, Sendable {
    enum Mark: Equatable, Sendable {
        case dot, line, block
    }

    struct Entry: Equatable, Sendable {
        let name: String
        /// Its place in the theme's palette.
        let color: Int
    }

    var mark = Mark.dot
    var entries: [Entry] = []

    private static let font = Font.label
    private static let gap = 16.0
    private static let lineHeight = 20.0
    /// More entries than a reader can look up are cut, with a word on how many.
    private static let most = 40

    private var markWidth: Double { mark == .line ? 22 : 13 }

    func height(width: Double) -> Double {
        entries.isEmpty ? 0 : Double(lines(width: width).count) * Self.lineHeight + 4
    }

    func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        for (row, line) in lines(width: area.width).enumerated() {
            let middle = area.y + (Double(row) + 0.5) * Self.lineHeight
            for item in line { draw(item.entry, at: Point(area.x + item.x, middle), area, on: canvas, theme: theme) }
        }
    }

    private func draw(_ entry: Entry, at place: Point, _ area: Rect, on canvas: Canvas, theme: Theme) {
        let color = theme.color(entry.color)
        let dashes = Theme.dashes(entry.color)
        switch mark {
        case .dot: canvas.dot(at: Point(place.x + 4.5, place.y), radius: 4.5, color)
        case .line:
            canvas.line([Point(place.x, place.y), Point(place.x + 16, place.y)], color, width: 2, dashes: dashes)
        case .block: canvas.fill(Rect(x: place.x, y: place.y - 4.5, width: 9, height: 9), color)
        }
        let name = Self.font.shortened(entry.name, width: area.width - markWidth)
        canvas.text(name, centeredOn: Point(place.x + markWidth, place.y), Self.font, theme.ink)
    }

    private func lines(width: Double) -> [[(x: Double, entry: Entry)]] {
        var lines: [[(x: Double, entry: Entry)]] = []
        var x = Double.infinity
        for entry in entries.prefix(Self.most) {
            let size = min(markWidth + Self.font.width(of: entry.name), width)
            if x + size > width {
                lines.append([])
                x = 0
            }
            lines[lines.count - 1].append((x, entry))
            x += size + Self.gap
        }
        return lines
    }
}
