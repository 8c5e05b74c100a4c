internal import CCairo
import Images

/// Cairo's drawing calls in Swift's types; this object owns the handle. Lengths are CSS pixels.
final class Context {
    private let handle: OpaquePointer
    private let surface: Surface

    /// - Parameter scale: device pixels per CSS pixel.
    init(_ surface: Surface, scale: Int) {
        self.surface = surface
        handle = cairo_create(surface.handle)
        check(cairo_status(handle), "a drawing context")
        cairo_scale(handle, Double(scale), Double(scale))
        cairo_set_line_cap(handle, CAIRO_LINE_CAP_BUTT)
        cairo_set_line_join(handle, CAIRO_LINE_JOIN_ROUND)
    }

    deinit { cairo_destroy(handle) }

    /// Stops at the first drawing call that went wrong.
    func finish() { check(cairo_status(handle), "a drawing call") }

    // MARK: paths

    func rectangle(_ rect: Rect) { cairo_rectangle(handle, rect.x, rect.y, rect.width, rect.height) }

    func circle(center: Point, radius: Double) {
        cairo_new_sub_path(handle)
        cairo_arc(handle, center.x, center.y, radius, 0, 2 * .pi)
    }

    func polyline(_ points: [Point], closed: Bool = false) {
        guard let first = points.first else { return }
        cairo_move_to(handle, first.x, first.y)
        for point in points.dropFirst() { cairo_line_to(handle, point.x, point.y) }
        if closed { cairo_close_path(handle) }
    }

    /// Outlines instead of cached glyph images: those would be shifted to whole device pixels one by one.
    func text(_ text: String, font: Font, at origin: Point) {
        let scaled = ScaledFont(font)
        cairo_set_font_face(handle, scaled.face)
        cairo_set_font_size(handle, font.size)
        cairo_set_font_options(handle, scaled.options)
        var glyphs = scaled.line(text).glyphs
        for index in glyphs.indices {
            glyphs[index].x += origin.x
            glyphs[index].y += origin.y
        }
        cairo_glyph_path(handle, glyphs, Int32(glyphs.count))
    }

    // MARK: ink

    func fill(_ color: Color, keepPath: Bool = false) {
        set(color)
        keepPath ? cairo_fill_preserve(handle) : cairo_fill(handle)
    }

    func stroke(_ color: Color, width: Double, dashes: [Double] = [], keepPath: Bool = false) {
        set(color)
        cairo_set_line_width(handle, width)
        cairo_set_dash(handle, dashes, Int32(dashes.count), 0)
        keepPath ? cairo_stroke_preserve(handle) : cairo_stroke(handle)
    }

    private func set(_ color: Color) {
        cairo_set_source_rgba(handle, color.red, color.green, color.blue, color.alpha)
    }

    /// Draws a picture into a rectangle, each of its pixels a sharp block.
    func picture(_ bitmap: Bitmap, in rect: Rect) {
        let source = Surface(bitmap)
        cairo_save(handle)
        cairo_translate(handle, rect.x, rect.y)
        cairo_scale(handle, rect.width / Double(bitmap.width), rect.height / Double(bitmap.height))
        cairo_set_source_surface(handle, source.handle, 0, 0)
        cairo_pattern_set_filter(cairo_get_source(handle), CAIRO_FILTER_NEAREST)
        cairo_rectangle(handle, 0, 0, Double(bitmap.width), Double(bitmap.height))
        cairo_fill(handle)
        cairo_restore(handle)
    }

    func clipped(to rect: Rect, _ draw: () -> Void) {
        cairo_save(handle)
        rectangle(rect)
        cairo_clip(handle)
        draw()
        cairo_restore(handle)
    }
}
