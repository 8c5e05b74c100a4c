import Foundation
import Images
import Testing

@Suite struct PNGTests {
    static func noise(_ channels: Bitmap.Channels, width: Int = 37, height: Int = 29, colors: Int = .max) -> Bitmap {
        var state: UInt32 = 12345
        var pixels: [[UInt8]] = []
        func next() -> UInt8 {
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
        for _ in 0..<min(colors, width * height) { pixels.append((0..<channels.rawValue).map { _ in next() }) }
        let samples = (0..<width * height).flatMap { pixels[$0 % pixels.count] }
        return Bitmap(width: width, height: height, channels: channels, samples: samples)
    }

    @Test(arguments: Bitmap.Channels.allCases, [1, 2, 17, 256, Int.max])
    func readsBackWhatItWrote(channels: Bitmap.Channels, colors: Int) throws {
        let bitmap = Self.noise(channels, colors: colors)
        let read = try Bitmap(png: bitmap.png())
        #expect(read.converted(to: .rgba) == bitmap.converted(to: .rgba))
    }

    @Test func smallestPicture() throws {
        let bitmap = Bitmap(width: 1, height: 1, channels: .rgba, samples: [1, 2, 3, 4])
        #expect(try Bitmap(png: bitmap.png()) == bitmap)
    }

    @Test func sameBytesForTheSamePicture() throws {
        #expect(try Self.noise(.rgb).png() == Self.noise(.rgb).png())
        #expect(try Self.noise(.rgb, colors: 20).png() == Self.noise(.rgb, colors: 20).png())
    }

    /// The header's color type: 0 gray, 2 color, 3 palette, 6 color with alpha.
    @Test func choosesTheSmallestKindOfFile() throws {
        func kind(_ bitmap: Bitmap) throws -> UInt8 { try bitmap.png()[25] }
        #expect(try kind(Self.noise(.gray)) == 0)
        #expect(try kind(Self.noise(.gray).converted(to: .rgba)) == 0)
        #expect(try kind(Self.noise(.rgb, colors: 256)) == 3)
        #expect(try kind(Self.noise(.rgb, colors: 257)) == 2)
        #expect(try kind(Self.noise(.rgba, colors: 257)) == 6)
        #expect(try kind(Self.noise(.rgb).converted(to: .rgba)) == 2)
    }

    @Test func fewColorsTakeFewBits() throws {
        let flat = Self.noise(.rgb, width: 200, height: 200, colors: 2)
        #expect(try flat.png()[24] == 1)
        #expect(try flat.png().count < 400)
    }

    /// The chunks of a file: their types and contents.
    private func chunks(_ file: [UInt8]) -> [(type: String, content: [UInt8])] {
        var chunks: [(String, [UInt8])] = []
        var place = 8
        while place + 12 <= file.count {
            let count = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let start = place + 8
            chunks.append(
                (String(decoding: file[place + 4..<start], as: UTF8.self), Array(file[start..<start + count])))
            place = start + count + 4
        }
        return chunks
    }

    /// Keyword, four bytes (no compression, no language, no translation), text: PNG specification, 11.3.3.4.
    @Test(arguments: [3, Int.max])
    func filesSayWhereTheyComeFrom(colors: Int) throws {
        let bitmap = Self.noise(.rgb, colors: colors)
        let texts = [PNGText("Title", "σ = 0.3, “noisy”"), PNGText("Data", "MNIST"), PNGText("Comment", "")]
        let file = try bitmap.png(texts: texts)
        #expect(try Bitmap(png: file) == bitmap)
        let found = chunks(file).filter { $0.type == "iTXt" }.map(\.content)
        #expect(found == texts.map { Array($0.keyword.utf8) + [0, 0, 0, 0, 0] + Array($0.text.utf8) })
        let order = chunks(file).map(\.type)
        #expect(try #require(order.lastIndex(of: "iTXt")) < #require(order.firstIndex(of: "IDAT")))
        #expect(try bitmap.png(texts: texts) == file)
    }

    @Test func zeroBytesDoNotEndATextEarly() throws {
        let file = try Self.noise(.gray).png(texts: [PNGText("Title", "a\0b"), PNGText("Data", "c")])
        #expect(chunks(file).filter { $0.type == "iTXt" }.map { $0.content.last } == [0x62, 0x63])
    }

    @Test func damagedFilesAreErrors() throws {
        let whole = try Self.noise(.rgb).png()
        var damaged = whole
        damaged[whole.count / 2] ^= 0xFF
        for bytes in [[], [1, 2, 3], Array(whole.prefix(20)), Array(whole.prefix(whole.count / 2)), damaged] {
            let error = #expect(throws: ImageError.self) { try Bitmap(png: bytes, source: "digits.png") }
            #expect(error.map { "\($0)".contains("digits.png") } == true)
        }
    }

    @Test func filesOnDisk() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("noise.png")
        let bitmap = Self.noise(.rgb)
        try bitmap.write(to: file)
        #expect(try Bitmap(contentsOf: file) == bitmap)
        let missing = folder.appendingPathComponent("no/such.png")
        #expect(throws: ImageError.self) { try Bitmap(contentsOf: missing) }
        #expect(throws: ImageError.self) { try bitmap.write(to: missing) }
    }
}
