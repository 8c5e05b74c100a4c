import CCairo
import Testing

@Test("Cairo covers the pixels of a rectangle, and half of a pixel at its edge")
func cairoCoverage() throws {
    let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_A8, 4, 1))
    defer { cairo_surface_destroy(surface) }
    let context = try #require(cairo_create(surface))
    defer { cairo_destroy(context) }

    cairo_set_source_rgba(context, 0, 0, 0, 1)
    cairo_rectangle(context, 0, 0, 2.5, 1)
    cairo_fill(context)
    cairo_surface_flush(surface)

    #expect(cairo_status(context) == CAIRO_STATUS_SUCCESS)
    let pixels = try #require(cairo_image_surface_get_data(surface))
    #expect(pixels[0] == 255)
    #expect(pixels[1] == 255)
    #expect((126...130).contains(pixels[2]))
    #expect(pixels[3] == 0)
}
