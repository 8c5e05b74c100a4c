import Images
import Testing

@Suite struct QuantizingTests {
    @Test func fewColorsStayAsTheyAre() {
        let bitmap = PNGTests.noise(.rgb, colors: 200)
        #expect(bitmap.quantized() == bitmap)
    }

    @Test func manyColorsBecomeNearOnes() {
        let samples = (0..<128 * 128).flatMap { (index: Int) -> [UInt8] in
            [UInt8(index % 128 * 2), UInt8(index / 128 * 2), 60]
        }
        let bitmap = Bitmap(width: 128, height: 128, channels: .rgb, samples: samples)
        let few = bitmap.quantized()
        let colors = Set(stride(from: 0, to: few.samples.count, by: 3).map { Array(few.samples[$0..<$0 + 3]) })
        #expect(colors.count == 256)
        let worst = zip(few.samples, bitmap.samples).map { abs(Int($0) - Int($1)) }.max()!
        #expect(worst <= 20)
        #expect(few == bitmap.quantized())
    }

    @Test func theFileIsSmaller() throws {
        let noise = PNGTests.noise(.rgb, width: 128, height: 128)
        #expect(try noise.quantized().png().count < noise.png().count / 2)
    }

    @Test func thePaperKeepsItsColor() {
        var bitmap = Bitmap(width: 100, height: 100, channels: .rgb, filled: 250)
        let noise = PNGTests.noise(.rgb, width: 40, height: 40)
        for row in 0..<40 { for column in 0..<40 { bitmap[row, column] = noise[row, column] } }
        #expect(Array(bitmap.quantized(colors: 16)[99, 99]) == [250, 250, 250])
    }
}
