/// What stands around the plot of every figure: its title and legend above, its notes below.
struct FigureHeader: Equatable, Sendable {
    var title: String
    var legend = Legend()
    /// What the reader must know about what is not shown.
    var notes: [String] = []

    private static let noteHeight = 17.0

    /// The height that title, legend and notes take together.
    func height(width: Double) -> Double { top(width: width) + bottom(width: width) }

    private func top(width: Double) -> Double {
        titleHeight(width: width) + legend.height(width: width)
    }

    private func titleHeight(width: Double) -> Double {
        let lines = Font.title.wrapped(title, width: width)
        return lines.isEmpty ? 0 : Double(lines.count) * Font.title.lineHeight + 6
    }

    private func bottom(width: Double) -> Double { Self.height(of: notes, width: width) }

    /// The height of the notes below a figure.
    static func height(of notes: [String], width: Double) -> Double {
        Double(lines(of: notes, width: width).count) * noteHeight
    }

    private static func lines(of notes: [String], width: Double) -> [String] {
        notes.flatMap { Font.note.wrapped($0, width: width) }
    }

    /// Draws what stands around the plot.
    ///
    /// - Returns: what is left for the plot.
    func draw(on canvas: Canvas, in area: Rect, theme: Theme) -> Rect {
        for (index, line) in Font.title.wrapped(title, width: area.width).enumerated() {
            let baseline = area.y + Font.title.capHeight + 3 + Double(index) * Font.title.lineHeight
            let text = Font.title.shortened(line, width: area.width)
            canvas.text(text, at: Point(area.x, baseline), .title, theme.ink)
        }
        legend.draw(on: canvas, in: area.inset(top: titleHeight(width: area.width)), theme: theme)
        let lines = Self.lines(of: notes, width: area.width)
        for (index, line) in lines.enumerated() {
            let middle = area.bottom - (Double(lines.count - index) - 0.5) * Self.noteHeight
            let text = Font.note.shortened(line, width: area.width)
            canvas.text(text, centeredOn: Point(area.x, middle), .note, theme.muted)
        }
        return area.inset(top: top(width: area.width), bottom: bottom(width: area.width))
    }
}
