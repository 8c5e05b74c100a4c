internal import CCairo

/// A font at a size, for measuring text; this object owns its handles.
///
/// Hinting of shapes and metrics is off, so that text has the same width on each machine and at each scale.
final class ScaledFont {
    let face: OpaquePointer
    let options: OpaquePointer
    private let handle: OpaquePointer
    private let size: Double

    init(_ font: Font) {
        size = font.size
        // Cairo's simple interface knows normal and bold; the weights between are families of their own in Inter.
        face = cairo_toy_font_face_create(font.weight.family, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        var matrix = cairo_matrix_t(xx: font.size, yx: 0, xy: 0, yy: font.size, x0: 0, y0: 0)
        var identity = cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: 1, x0: 0, y0: 0)
        handle = cairo_scaled_font_create(face, &matrix, &identity, options)
        check(cairo_scaled_font_status(handle), "the font \(font.weight.family)")
    }

    deinit {
        cairo_scaled_font_destroy(handle)
        cairo_font_options_destroy(options)
        cairo_font_face_destroy(face)
    }

    /// The glyphs of a line of text from x = 0 on, and where the next one would stand. Every digit takes the same
    /// width, so that numbers below each other line up; Cairo's simple interface cannot ask the font for that.
    func line(_ text: String) -> (glyphs: [cairo_glyph_t], advance: Double) {
        let digit = "0123456789".unicodeScalars.reduce(0) { max($0, advance(of: $1).width) }
        var glyphs: [cairo_glyph_t] = []
        var x = 0.0
        for scalar in text.unicodeScalars {
            let (index, width) = advance(of: scalar)
            let cell = ("0"..."9").contains(scalar) ? digit : width
            glyphs.append(cairo_glyph_t(index: index, x: x + (cell - width) / 2, y: 0))
            x += cell
        }
        return (glyphs, x)
    }

    private func advance(of scalar: Unicode.Scalar) -> (index: UInt, width: Double) {
        var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
        var count: Int32 = 0
        let text = String(scalar)
        let status = cairo_scaled_font_text_to_glyphs(
            handle, 0, 0, text, Int32(text.utf8.count), &glyphs, &count, nil, nil, nil)
        check(status, "the text “\(text)”")
        defer { cairo_glyph_free(glyphs) }
        guard count > 0, var glyph = glyphs?.pointee else { return (0, 0) }
        var extents = cairo_text_extents_t()
        cairo_scaled_font_glyph_extents(handle, &glyph, 1, &extents)
        return (glyph.index, extents.x_advance)
    }
}
