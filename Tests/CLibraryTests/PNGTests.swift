import CPNG
import Testing

/// The simplified interface, the only one that never leaves by `longjmp`.
private func grayImage(width: UInt32, height: UInt32) -> png_image {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    image.width = width
    image.height = height
    image.format = UInt32(PNG_FORMAT_GRAY)
    return image
}

@Test("libpng reads again what it wrote to memory")
func pngRoundTrip() {
    let pixels: [UInt8] = [0, 51, 102, 153, 204, 255]
    var written = grayImage(width: 3, height: 2)
    var byteCount = 1024
    var file = [UInt8](repeating: 0, count: byteCount)
    #expect(png_image_write_to_memory(&written, &file, &byteCount, 0, pixels, 0, nil) != 0)
    #expect(Array(file[1..<4]) == Array("PNG".utf8))

    var read = png_image()
    read.version = UInt32(PNG_IMAGE_VERSION)
    #expect(png_image_begin_read_from_memory(&read, file, byteCount) != 0)
    #expect(read.width == 3)
    #expect(read.height == 2)
    read.format = UInt32(PNG_FORMAT_GRAY)
    var readPixels = [UInt8](repeating: 0, count: 6)
    #expect(png_image_finish_read(&read, nil, &readPixels, 0, nil) != 0)
    #expect(readPixels == pixels)
}
