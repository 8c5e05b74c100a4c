internal import CPNGEncoder
import Foundation

/// Encodes a picture as small as its colors allow.
struct PNGWriter {
    private let bitmap: Bitmap
    /// Nil where the samples are written as they are.
    private let colors: ColorMap?
    private let texts: [PNGText]

    /// Gray where every pixel is, with a color map where 256 colors do, and otherwise as few channels as hold it.
    init(_ bitmap: Bitmap, texts: [PNGText]) {
        self.bitmap = bitmap.withFewestChannels
        colors = self.bitmap.channels == .gray ? nil : ColorMap(self.bitmap)
        self.texts = texts
    }

    /// The whole file in memory.
    func encode() throws(ImageError) -> [UInt8] {
        var size = 0
        var message = [CChar](repeating: 0, count: Int(png_encoder_message_size))
        let bytes = withPicture { png_encoder_encode(&$0, &size, &message) }
        guard let bytes else {
            throw .unwritable(reason: String(decoding: message.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
        }
        defer { free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: size))
    }

    /// The picture as the encoder wants it, for as long as `body` runs.
    private func withPicture<Result>(_ body: (inout png_encoder_picture) -> Result) -> Result {
        let texts = self.texts.flatMap(\.bytes)
        let entries = colors?.entries ?? []
        return (colors?.indices ?? bitmap.samples).withUnsafeBufferPointer { samples in
            entries.withUnsafeBufferPointer { entries in
                texts.withUnsafeBufferPointer { texts in
                    var picture = png_encoder_picture(
                        width: UInt32(bitmap.width), height: UInt32(bitmap.height),
                        channels: Int32(bitmap.channels.rawValue), samples: samples.baseAddress,
                        colors: entries.baseAddress, color_count: Int32(entries.count / bitmap.channels.rawValue),
                        texts: texts.baseAddress, text_count: Int32(self.texts.count))
                    return body(&picture)
                }
            }
        }
    }
}

extension PNGText {
    /// Keyword and text, each with a zero byte at its end and none before.
    fileprivate var bytes: [CChar] {
        [keyword, text].flatMap { part in part.utf8.filter { $0 != 0 }.map { CChar(bitPattern: $0) } + [0] }
    }
}
