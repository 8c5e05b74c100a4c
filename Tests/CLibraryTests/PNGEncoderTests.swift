import CPNG
import CPNGEncoder
import Foundation
import Testing

private func encoded(
    width: UInt32, height: UInt32, samples: [UInt8], texts: [CChar] = [], count: Int32 = 0
) -> (bytes: [UInt8], message: String) {
    var size = 0
    var message = [CChar](repeating: 0, count: Int(png_encoder_message_size))
    let bytes = samples.withUnsafeBufferPointer { samples in
        texts.withUnsafeBufferPointer { texts in
            var picture = png_encoder_picture(
                width: width, height: height, channels: 1, samples: samples.baseAddress, colors: nil, color_count: 0,
                texts: texts.baseAddress, text_count: count)
            return png_encoder_encode(&picture, &size, &message)
        }
    }
    defer { free(bytes) }
    let text = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return (bytes.map { Array(UnsafeBufferPointer(start: $0, count: size)) } ?? [], text)
}

@Test("libpng reads what the encoder wrote, and finds its text")
func pngEncoderRoundTrip() {
    let texts = Array("Title".utf8CString) + Array("σ = 0.3".utf8CString)
    let (file, _) = encoded(width: 3, height: 2, samples: [0, 51, 102, 153, 204, 255], texts: texts, count: 1)
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    #expect(png_image_begin_read_from_memory(&image, file, file.count) != 0)
    #expect(image.width == 3 && image.height == 2)
    png_image_free(&image)
    #expect(file.firstRange(of: Array("iTXtTitle".utf8)) != nil)
    #expect(file.firstRange(of: Array("σ = 0.3".utf8)) != nil)
}

@Test("What libpng refuses comes back as its words, not as a jump")
func pngEncoderRefusal() {
    let (file, message) = encoded(width: 0, height: 2, samples: [0])
    #expect(file.isEmpty)
    #expect(message.contains("IHDR"), "\(message)")
}
