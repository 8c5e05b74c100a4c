/// The names at the right ends of lines: below each other, each joined to its line where it had to move.
struct EndLabels {
    struct Label {
        let text: String
        let color: Color
        /// Where the line ends.
        let anchor: Point
    }

    static let font = Font.label
    /// The smallest distance between the middles of two labels.
    static let spacing = 15.5
    private static let leader = 18.0

    /// The room that the labels need beside the plot.
    static func margin(_ texts: [String], width: Double) -> Double {
        guard let widest = texts.map({ font.width(of: $0) }).max() else { return 0 }
        return min(widest + leader + 4, width * 0.36)
    }

    /// Draws the labels in the margin to the right of `plot`.
    static func draw(_ labels: [Label], beside plot: Rect, margin: Double, on canvas: Canvas, theme: Theme) {
        let bounds = plot.y...max(plot.y, plot.bottom)
        let places = LabelStack.places(labels.map(\.anchor.y), spacing: spacing, within: bounds)
        let left = plot.right + leader
        for (label, place) in zip(labels, places) {
            let start = Point(max(label.anchor.x, plot.x) + 4, label.anchor.y)
            let knee = Point(max(plot.right + 4, start.x), label.anchor.y)
            canvas.line([start, knee, Point(left - 4, place)], label.color.with(alpha: 0.55), width: 0.8)
            let text = font.shortened(label.text, width: margin - leader)
            canvas.text(text, centeredOn: Point(left, place), font, theme.textColor(label.color))
        }
    }
}
