import Images

/// A picture as a value: what it shows is settled here, how it is drawn follows from it alone.
///
///     1. a chapter makes a value       Scatter, Lines, Bars, Histogram, Heatmap, ImageGrid, SmallMultiples, Film
///     2. the value is laid out         FigureHeader, PlotFrame, Legend, LabelStack
///     3. and drawn on a canvas         Canvas, which alone knows Cairo
///     4. for each theme and width      render(_:theme:scale:width:) → Bitmap
///
/// A new kind of figure is a struct that says how high it is at a given width and draws itself into a rectangle.
public protocol Figure: Sendable {
    /// States the finding; drawn above the figure unless it is empty.
    var title: String { get set }
    /// What the figure is and shows (kind, axes, series, ranges), for a reader who cannot see it.
    var summary: String { get }
    /// In CSS pixels.
    var width: Double { get }
    /// The height in CSS pixels when the figure is `width` wide, title and legend included.
    func height(atWidth width: Double) -> Double
    /// Draws everything inside `area`, whose paper is already there.
    func draw(on canvas: Canvas, in area: Rect, theme: Theme)
    /// The same as one of several beside each other, under a heading of its own.
    func panel(_ heading: String) -> any Figure
}

extension Figure {
    /// The size at which a page shows the figure, in whole CSS pixels; known before anything is drawn.
    public var size: Size { size(atWidth: width) }

    /// The size at another width, for a narrow screen: letters and lines stay as they are, the rest makes room.
    public func size(atWidth width: Double) -> Size {
        let width = min(max(width.isFinite ? width : 680, 80), 2000).rounded()
        let height = height(atWidth: width - 2 * figureMargin) + 2 * figureMargin
        return Size(width, min(max(height.isFinite ? height : 400, 40), 8000).rounded(.up))
    }

    /// The width at which a page shows the figure to a reader with a narrow screen; nil where it is no wider anyway.
    public var narrowWidth: Double? { size.width > narrowFigureWidth * 1.1 ? narrowFigureWidth : nil }

    public func panel(_ heading: String) -> any Figure {
        var panel = self
        panel.title = heading
        return panel
    }
}

/// A figure of the page's width would be shrunk on a telephone until its letters are 5 pixels high: there it is shown
/// in a second version of this width, whose letters are hardly shrunk at all.
let narrowFigureWidth = 360.0

/// Paper around every figure, so that no letter touches its edge.
let figureMargin = 2.0

/// The picture of a figure: `scale` device pixels per CSS pixel. The same figure gives the same pixels.
///
/// - Parameter width: in CSS pixels; `nil` is the figure's own.
///
/// For a page write `render(figure, theme: …).quantized().png()`: a third of the bytes, and no eye sees a difference.
///
/// - Precondition: scale is 1, 2, 3 or 4.
public func render(_ figure: some Figure, theme: Theme = .light, scale: Int = 2, width: Double? = nil) -> Bitmap {
    guard (1...4).contains(scale) else { fatalError("a figure cannot be drawn at \(scale) pixels per CSS pixel") }
    let size = figure.size(atWidth: width ?? figure.width)
    let surface = Surface(width: Int(size.width) * scale, height: Int(size.height) * scale)
    let canvas = Canvas(surface, scale: scale)
    let sheet = Rect(x: 0, y: 0, width: size.width, height: size.height)
    canvas.fill(sheet, theme.paper)
    let area = sheet.inset(top: figureMargin, right: figureMargin, bottom: figureMargin, left: figureMargin)
    figure.draw(on: canvas, in: area, theme: theme)
    canvas.finish()
    return surface.bitmap()
}
