internal import CPNG

/// Decodes through libpng's simplified interface.
struct PNGReader {
    /// Above this many pixels a file is refused before any memory is asked for.
    static let mostPixels = 1 << 28

    /// - Parameter source: the file's name, for errors.
    static func decode(_ bytes: [UInt8], source: String) throws(ImageError) -> Bitmap {
        var image = png_image()
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        // libpng keeps the address until the picture is finished.
        return try bytes.withUnsafeBufferPointer { buffer throws(ImageError) -> Bitmap in
            guard png_image_begin_read_from_memory(&image, buffer.baseAddress, buffer.count) != 0 else {
                throw .unreadable(source: source, reason: image.text)
            }
            return try finish(&image, source: source)
        }
    }

    private static func finish(_ image: inout png_image, source: String) throws(ImageError) -> Bitmap {
        let width = Int(image.width)
        let height = Int(image.height)
        guard width * height <= mostPixels else {
            throw .unreadable(source: source, reason: "\(width) × \(height) pixels are too many")
        }
        let channels = self.channels(of: image)
        image.format = channels.format
        var samples = [UInt8](repeating: 0, count: width * height * channels.rawValue)
        guard png_image_finish_read(&image, nil, &samples, 0, nil) != 0 else {
            throw .unreadable(source: source, reason: image.text)
        }
        return Bitmap(width: width, height: height, channels: channels, samples: samples)
    }

    private static func channels(of image: png_image) -> Bitmap.Channels {
        if image.format & UInt32(PNG_FORMAT_FLAG_ALPHA) != 0 { return .rgba }
        return image.format & UInt32(PNG_FORMAT_FLAG_COLOR) != 0 ? .rgb : .gray
    }
}

extension Bitmap.Channels {
    fileprivate var format: UInt32 {
        switch self {
        case .gray: UInt32(PNG_FORMAT_GRAY)
        case .rgb: UInt32(PNG_FORMAT_FLAG_COLOR)
        case .rgba: UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
        }
    }
}

extension png_image {
    /// libpng's own words for what went wrong.
    fileprivate var text: String {
        withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
