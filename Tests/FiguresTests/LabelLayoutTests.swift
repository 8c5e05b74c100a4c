import Figures
import Testing

@Suite struct LabelLayoutTests {
    @Test func labelsWithRoomStayWhereTheyBelong() {
        #expect(LabelStack.places([10, 50, 90], spacing: 15, within: 0...100) == [10, 50, 90])
    }

    @Test func crowdedLabelsSpreadAroundTheirMean() {
        #expect(LabelStack.places([50, 50, 50], spacing: 10, within: 0...100) == [40, 50, 60])
        #expect(LabelStack.places([52, 48], spacing: 10, within: 0...100) == [55, 45])
    }

    @Test func labelsStayInsideAndApart() {
        var numbers = SampleNumbers(seed: 8)
        for _ in 0..<200 {
            let wishes = (0..<6).map { _ in numbers.uniform() * 130 - 15 }
            let places = LabelStack.places(wishes, spacing: 15, within: 0...100)
            let sorted = places.sorted()
            #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 > 15 - 1e-9 })
            #expect(sorted.first! >= -1e-9 && sorted.last! <= 100 + 1e-9)
            let order = wishes.indices.sorted { wishes[$0] < wishes[$1] }
            #expect(order == places.indices.sorted { places[$0] < places[$1] })
        }
    }

    @Test func tooManyLabelsMoveCloser() {
        let places = LabelStack.places(Array(repeating: 5, count: 11), spacing: 15, within: 0...100)
        #expect(places == (0...10).map { Double($0) * 10 })
    }

    @Test func labelsInAPlaneComeApart() {
        let wishes = [Point(50, 50), Point(52, 50), Point(50, 53), Point(0, 0)]
        let sizes = Array(repeating: Size(20, 12), count: 4)
        let bounds = Rect(x: 0, y: 0, width: 100, height: 100)
        let places = LabelCloud.places(wishes, sizes: sizes, within: bounds)
        let boxes = places.map { Rect(x: $0.x - 9.9, y: $0.y - 5.9, width: 19.8, height: 11.8) }
        for first in boxes.indices {
            for second in boxes.indices where second > first { #expect(!boxes[first].intersects(boxes[second])) }
            #expect(boxes[first].x >= 0 && boxes[first].y >= 0)
        }
        let near = LabelCloud.places(wishes, sizes: sizes, within: bounds, reach: 2)
        #expect(abs(near[0].x - 50) <= 2.001 && abs(near[0].y - 50) <= 2.001)
    }

    @Test func textIsBrokenBetweenWords() {
        let font = Font.label
        #expect(font.wrapped("noisy, σ = 0.3", width: font.width(of: "noisy, σ =")) == ["noisy,", "σ = 0.3"])
        #expect(font.wrapped("", width: 100) == [])
        let short = font.shortened("a rather long name", width: 60)
        #expect(short.hasSuffix("…") && font.width(of: short) <= 60)
    }

    @Test func digitsAreTabularAndTextScalesWithItsSize() {
        #expect(Font(12).width(of: "1111") == Font(12).width(of: "8888"))
        #expect(abs(Font(24).width(of: "bottleneck") / Font(12).width(of: "bottleneck") - 2) < 1e-6)
        // Inter's own advance widths: another font would be another book.
        #expect(abs(Font(100).width(of: "z") - 56.4) < 1.5)
    }

    @Test func longLinesAreThinnedWithoutLosingTheirPeaks() {
        var points = (0..<100_000).map { Point(Double($0) / 1000, 50) }
        points[70_123].y = 3
        let thinned = Thinning.thinned(points, columnsPerPixel: 2)
        #expect(thinned.count < 1000)
        #expect(thinned.contains(points[70_123]))
        #expect(thinned.first == points.first && thinned.last == points.last)
    }
}
