/// A word at a place in a plot: “the second digit leaves here”.
public struct Annotation: Equatable, Sendable {
    public var x: Double
    public var y: Double
    public var text: String

    public init(x: some FigureNumber, y: some FigureNumber, _ text: String) {
        self.x = x.figureValue
        self.y = y.figureValue
        self.text = text
    }
}

extension PlotFrame {
    /// Draws each annotation as a ring at its place and its words beside it, clear of each other.
    func draw(_ annotations: [Annotation], on canvas: Canvas, theme: Theme) {
        let shown = annotations.filter { x.contains($0.x) && y.contains($0.y) }
        let font = Font.label
        let texts = shown.map { font.shortened($0.text, width: plot.width * 0.6) }
        let sizes = texts.map { Size(font.width(of: $0) + 6, font.lineHeight) }
        let wishes = zip(shown, sizes).map { annotation, size in wish(for: annotation, size) }
        let places = LabelCloud.places(wishes, sizes: sizes, within: plot)
        for (annotation, (text, place)) in zip(shown, zip(texts, places)) {
            canvas.ring(at: point(annotation.x, annotation.y), radius: 4, theme.ink, halo: theme.paper)
            canvas.text(text, centeredOn: place, font, theme.ink, align: .middle, halo: theme.paper.with(alpha: 0.9))
        }
    }

    /// Words stand to the right of their place, or to its left where the plot ends.
    private func wish(for annotation: Annotation, _ size: Size) -> Point {
        let anchor = point(annotation.x, annotation.y)
        let isRight = anchor.x + 10 + size.width <= plot.right
        return Point(anchor.x + (isRight ? 1 : -1) * (8 + size.width / 2), anchor.y)
    }
}
