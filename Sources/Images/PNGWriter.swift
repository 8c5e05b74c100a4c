internal import CPNG

/// Encodes through libpng's simplified interface: it returns its errors, where the full one jumps over Swift's frames.
struct PNGWriter {
    private var image = png_image()
    private let pixels: [UInt8]
    private let colourMap: [UInt8]

    /// Grey where every pixel is, with a colour map where 256 colours do, and otherwise as few channels as hold it.
    init(_ bitmap: Bitmap) {
        let bitmap = bitmap.withFewestChannels
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = png_uint_32(bitmap.width)
        image.height = png_uint_32(bitmap.height)
        let colours = bitmap.channels == .grey ? nil : ColourMap(bitmap)
        image.format = bitmap.channels.format | (colours == nil ? 0 : UInt32(PNG_FORMAT_FLAG_COLORMAP))
        image.colormap_entries = png_uint_32((colours?.entries.count ?? 0) / bitmap.channels.rawValue)
        pixels = colours?.indices ?? bitmap.samples
        colourMap = colours?.entries ?? []
    }

    /// The whole file in memory.
    mutating func encode() throws(ImageError) -> [UInt8] {
        // Room for data that does not shrink at all, plus libpng's chunks.
        var bytes = [UInt8](repeating: 0, count: pixels.count + pixels.count / 64 + Int(image.height) + 4096)
        let written = try write(into: &bytes)
        bytes.removeLast(bytes.count - written)
        return bytes
    }

    private mutating func write(into bytes: inout [UInt8]) throws(ImageError) -> Int {
        var size = png_alloc_size_t(bytes.count)
        let wellDone = png_image_write_to_memory(&image, &bytes, &size, 0, pixels, 0, colourMap)
        guard wellDone != 0 else { throw .unwritable(reason: image.text) }
        return Int(size)
    }
}

extension Bitmap.Channels {
    var format: UInt32 {
        switch self {
        case .grey: UInt32(PNG_FORMAT_GRAY)
        case .rgb: UInt32(PNG_FORMAT_FLAG_COLOR)
        case .rgba: UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
        }
    }
}

extension png_image {
    /// libpng's own words for what went wrong.
    var text: String {
        withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
