import Images
import Testing

@Suite struct BitmapTests {
    @Test func brightnessIsClampedAndRounded() {
        let bitmap = Bitmap(width: 3, height: 2, brightness: [-1, 0, 0.5, 1, 7, Float.nan])
        #expect(bitmap.samples == [0, 0, 128, 255, 255, 0])
    }

    @Test func pixelsAreReachedByRowAndColumn() {
        var bitmap = Bitmap(width: 2, height: 2, channels: .rgb)
        bitmap[1, 0] = [1, 2, 3]
        #expect(bitmap.samples == [0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0])
        #expect(Array(bitmap[1, 0]) == [1, 2, 3])
    }

    @Test func enlargingRepeatsPixels() {
        let bitmap = Bitmap(width: 2, height: 1, channels: .gray, samples: [10, 200])
        let large = bitmap.enlarged(by: 2)
        #expect(large.samples == [10, 10, 200, 200, 10, 10, 200, 200])
        #expect(large.reduced(by: 2) == bitmap)
    }

    @Test func reducingTakesTheMeanEvenAtTheEdge() {
        let bitmap = Bitmap(width: 3, height: 2, channels: .gray, samples: [0, 10, 100, 20, 30, 200])
        #expect(bitmap.reduced(by: 2).samples == [15, 150])
    }

    @Test func conversionKeepsGraysAndAlpha() {
        let gray = Bitmap(width: 3, height: 1, channels: .gray, samples: [0, 128, 255])
        #expect(gray.converted(to: .rgba).samples == [0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255])
        #expect(gray.converted(to: .rgb).converted(to: .gray) == gray)
        let clear = Bitmap(width: 1, height: 1, channels: .rgba, samples: [9, 9, 9, 0])
        #expect(clear.withFewestChannels == clear)
    }

    @Test func differencesHaveNoSign() {
        let one = Bitmap(width: 3, height: 1, channels: .gray, samples: [10, 200, 7])
        let other = Bitmap(width: 3, height: 1, channels: .gray, samples: [40, 150, 7])
        #expect(one.difference(from: other).samples == [30, 50, 0])
        #expect(one.difference(from: other) == other.difference(from: one))
    }

    @Test func invertingLeavesAlpha() {
        let pixel = Bitmap(width: 1, height: 1, channels: .rgba, samples: [0, 255, 100, 40])
        #expect(pixel.inverted.samples == [255, 0, 155, 40])
    }
}
