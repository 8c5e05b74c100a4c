internal import CCairo
import Images

/// An image in Cairo's memory; this object owns the handle.
final class Surface {
    let handle: OpaquePointer
    let width: Int
    let height: Int

    /// A surface of opaque pixels. Cairo's largest picture is 32,767 pixels wide or high.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        handle = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        check(cairo_surface_status(handle), "a surface of \(width) × \(height) pixels")
    }

    /// A surface that shows the bitmap.
    init(_ bitmap: Bitmap) {
        width = bitmap.width
        height = bitmap.height
        handle = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
        check(cairo_surface_status(handle), "a surface of \(width) × \(height) pixels")
        copy(bitmap.converted(to: .rgba).samples)
    }

    deinit { cairo_surface_destroy(handle) }

    /// Cairo's pixel is one native 32-bit word, alpha, red, green, blue from the top, colors multiplied by alpha.
    private func copy(_ rgba: [UInt8]) {
        cairo_surface_flush(handle)
        let stride = Int(cairo_image_surface_get_stride(handle))
        guard let bytes = cairo_image_surface_get_data(handle) else { fatalError("Cairo's surface has no memory") }
        for row in 0..<height {
            let line = UnsafeMutableRawPointer(bytes + row * stride).assumingMemoryBound(to: UInt32.self)
            for column in 0..<width { line[column] = Self.premultiplied(rgba, at: 4 * (row * width + column)) }
        }
        cairo_surface_mark_dirty(handle)
    }

    private static func premultiplied(_ rgba: [UInt8], at start: Int) -> UInt32 {
        let alpha = UInt32(rgba[start + 3])
        var word = alpha
        for channel in 0..<3 { word = word << 8 | (UInt32(rgba[start + channel]) * alpha + 127) / 255 }
        return word
    }

    /// What has been drawn, in color.
    func bitmap() -> Bitmap {
        cairo_surface_flush(handle)
        let stride = Int(cairo_image_surface_get_stride(handle))
        guard let bytes = cairo_image_surface_get_data(handle) else { fatalError("Cairo's surface has no memory") }
        let samples = [UInt8](unsafeUninitializedCapacity: 3 * width * height) { buffer, count in
            for row in 0..<height {
                let line = UnsafeRawPointer(bytes + row * stride).assumingMemoryBound(to: UInt32.self)
                for column in 0..<width {
                    let word = line[column]
                    let start = 3 * (row * width + column)
                    buffer[start] = UInt8(truncatingIfNeeded: word >> 16)
                    buffer[start + 1] = UInt8(truncatingIfNeeded: word >> 8)
                    buffer[start + 2] = UInt8(truncatingIfNeeded: word)
                }
            }
            count = 3 * width * height
        }
        return Bitmap(width: width, height: height, channels: .rgb, samples: samples)
    }
}

/// Cairo fails only when memory runs out or this project asks for nonsense; neither can be drawn around.
func check(_ status: cairo_status_t, _ what: @autoclosure () -> String) {
    guard status == CAIRO_STATUS_SUCCESS else {
        fatalError("Cairo refuses \(what()): \(String(cString: cairo_status_to_string(status)))")
    }
}
