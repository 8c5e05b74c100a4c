import Images

/// What a figure draws on: lines, areas, text and pictures in CSS pixels.
public final class Canvas {
    /// Where a text's anchor lies in it.
    public enum Alignment: Sendable {
        case start, middle, end
    }

    private let context: Context
    /// Device pixels per CSS pixel.
    public let scale: Int

    init(_ surface: Surface, scale: Int) {
        self.scale = scale
        context = Context(surface, scale: scale)
    }

    func finish() { context.finish() }

    // MARK: areas

    public func fill(_ rect: Rect, _ color: Color) {
        context.rectangle(rect)
        context.fill(color)
    }

    public func fill(_ outline: [Point], _ color: Color) {
        context.polyline(outline, closed: true)
        context.fill(color)
    }

    public func dot(at center: Point, radius: Double, _ color: Color, halo: Color? = nil) {
        context.circle(center: center, radius: radius)
        if let halo { context.stroke(halo, width: 2, keepPath: true) }
        context.fill(color)
    }

    public func ring(at center: Point, radius: Double, _ color: Color, halo: Color) {
        context.circle(center: center, radius: radius)
        context.stroke(halo, width: 3.5, keepPath: true)
        context.stroke(color, width: 1.4)
    }

    // MARK: lines

    public func line(_ points: [Point], _ color: Color, width: Double = 1, dashes: [Double] = []) {
        context.polyline(points)
        context.stroke(color, width: width, dashes: dashes)
    }

    /// A hairline on whole device pixels, so that it is not smeared over two.
    public func hairline(from start: Point, to end: Point, _ color: Color, dashes: [Double] = []) {
        let device = Double(scale)
        let offset = scale.isMultiple(of: 2) ? 0 : 0.5
        func snap(_ value: Double) -> Double { ((value * device).rounded(.down) + offset) / device }
        let points = [Point(snap(start.x), snap(start.y)), Point(snap(end.x), snap(end.y))]
        line(points, color, width: 1, dashes: dashes)
    }

    public func outline(_ rect: Rect, _ color: Color, width: Double = 1) {
        context.rectangle(rect)
        context.stroke(color, width: width)
    }

    // MARK: text

    /// A line of text whose baseline runs through `anchor`; a halo keeps it readable on top of other ink.
    public func text(
        _ text: String, at anchor: Point, _ font: Font, _ color: Color, align: Alignment = .start,
        halo: Color? = nil
    ) {
        guard !text.isEmpty else { return }
        var origin = anchor
        switch align {
        case .start: break
        case .middle: origin.x -= font.width(of: text) / 2
        case .end: origin.x -= font.width(of: text)
        }
        context.text(text, font: font, at: origin)
        if let halo { context.stroke(halo, width: 3.5, keepPath: true) }
        context.fill(color)
    }

    /// A line of text whose capitals are centered on `anchor.y`.
    public func text(
        _ text: String, centeredOn anchor: Point, _ font: Font, _ color: Color, align: Alignment = .start,
        halo: Color? = nil
    ) {
        let baseline = Point(anchor.x, anchor.y + font.capHeight / 2)
        self.text(text, at: baseline, font, color, align: align, halo: halo)
    }

    // MARK: pictures

    /// Draws a picture with sharp pixels; it is crisp where the rectangle is a whole multiple of it.
    public func picture(_ bitmap: Bitmap, in rect: Rect) { context.picture(bitmap, in: rect) }

    /// Draws with nothing showing outside of `rect`.
    public func clipped(to rect: Rect, _ draw: () -> Void) { context.clipped(to: rect, draw) }
}
