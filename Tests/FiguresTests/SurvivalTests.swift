import Figures
import Foundation
import Images
import TestSupport
import Testing

/// Every kind of figure with every kind of value that a broken training can produce.
@Suite(.ends) struct SurvivalTests {
    static let values: [(name: String, values: [Double])] = [
        ("none", []), ("one", [3]), ("zero", [0]), ("not a number", [.nan, .nan]),
        ("infinite", [.infinity, -.infinity]),
        ("one of three", [.nan, 2, .infinity]), ("the same", [7, 7, 7]), ("huge", [-1.7e308, 1.7e308, 1e300, -1e300]),
        ("nearly the same", [1e15, 1e15 + 0.25]),
        ("tiny", [.leastNonzeroMagnitude, .leastNonzeroMagnitude * 1e4, .leastNormalMagnitude]),
        ("from tiny to huge", [1e-300, 1e300]),
        ("negative", [-1, -2]), ("zero and large", [0, 0, 1e9]),
    ]

    static func axes() -> [Axis] {
        [
            Axis("v"), Axis("v", scale: .log), Axis("v", domain: 5...5),
            Axis("v", domain: 0...Double.leastNonzeroMagnitude),
            Axis("v", scale: .log, domain: -1...1), Axis("v", domain: -.infinity...(.infinity)),
        ]
    }

    static func figures(_ v: [Double], _ axis: Axis) -> [any Figure] {
        let line = Lines(
            [.init("a", y: v), .init("b", x: v, y: v)], xAxis: axis, yAxis: axis, references: v.map { .init($0, "r") })
        let notes = v.map { Annotation(x: $0, y: $0, "here") }
        let scatter = Scatter(
            x: v, y: v.reversed(), classes: v.indices.map { $0 - 1 }, names: ["a"], xAxis: axis, yAxis: axis,
            annotations: notes)
        return [
            line, scatter, Bars(v.map { "\($0)" }, v, axis: axis, marks: v.reversed()), Histogram(v, xAxis: axis),
            Histogram([.init("a", v), .init("b", v)], bins: 3, xAxis: axis, yAxis: axis), Heatmap([v], axis: axis),
            Heatmap(v.map { [$0] }, rowNames: ["a"], columnNames: ["b"], axis: axis, colors: .diverging),
            SmallMultiples([line, scatter, SmallMultiples([])]), Film([.init("a", scatter), .init("b", scatter)]),
            Film([.init("a", Histogram(v, xAxis: axis)), .init("b", Histogram([1, 2], xAxis: axis))]),
            Film([.init("a", Heatmap([v], axis: axis)), .init("b", Heatmap([[0.5]], axis: axis))]),
            Film([.init("a", line), .init("b", Bars([], [Double]()))]),
        ]
    }

    @Test(arguments: values.indices)
    func anyValues(index: Int) {
        for axis in Self.axes() {
            for figure in Self.figures(Self.values[index].values, axis) {
                let bitmap = render(figure, scale: 1)
                #expect(
                    inkedPixels(bitmap) > 20, "\(type(of: figure)) of \(Self.values[index].name) on \(axis) is blank")
                #expect(!figure.summary.isEmpty)
            }
        }
    }

    /// On a telephone, too.
    @Test(arguments: values.indices)
    func anyValuesInLittleRoom(index: Int) {
        for figure in Self.figures(Self.values[index].values, Axis("v")) {
            let bitmap = render(figure, scale: 1, width: 360)
            #expect(inkedPixels(bitmap) > 20, "\(type(of: figure)) of \(Self.values[index].name) is blank")
            #expect(bitmap.width == 360)
        }
    }

    /// A plot without anything to show says so: the words are in the middle, where there is nothing otherwise.
    @Test func nothingToShowIsSaid() {
        for figure in Self.figures([.nan, .infinity], Axis("v")) where !(figure is SmallMultiples || figure is Film) {
            let bitmap = render(figure, scale: 1)
            var middle = 0
            for row in bitmap.height / 3..<bitmap.height * 5 / 6 {
                for column in bitmap.width / 2 - 60..<bitmap.width / 2 + 60 where isInk(bitmap, row, column) {
                    middle += 1
                }
            }
            #expect(middle > 100, "\(type(of: figure)) does not say that nothing is finite")
        }
    }

    @Test func oddSizes() {
        let picture = SampleNumbers.digit(1)
        let wide = Bitmap(width: 3000, height: 2, filled: 90)
        let figures: [any Figure] = [
            ImageGrid(rows: []), ImageGrid(rows: [.init("none", [])]), ImageGrid(rows: [.init("", [wide])]),
            ImageGrid(rows: [.init("", [Bitmap(width: 2, height: 30_000, filled: 90)])]),
            ImageGrid(rows: [.init("a", [picture]), .init("b", [Bitmap(width: 1, height: 1)])], columns: ["x"]),
            ImageGrid(rows: (0..<400).map { .init("row \($0)", [picture]) }),
            ImageGrid(rows: [.init("many", Array(repeating: picture, count: 5000))]),
            Bars((0..<500).map { "bar \($0)" }, (0..<500).map { $0 }), SmallMultiples([]), Film([]),
            Film((0..<100).map { .init("frame \($0)", ImageGrid(rows: [.init("a", [picture])])) }, columns: 6),
            SmallMultiples(Array(repeating: ImageGrid(rows: [.init("a", [picture])]), count: 100), columns: 4),
            Lines([], width: 1, height: -5), Lines([.init("a", y: [1, 2])], width: .nan, height: .infinity),
            Lines(
                [.init(String(repeating: "long name ", count: 60), y: [1, 2])],
                title: String(repeating: "x", count: 500)),
            Heatmap([[Double]](repeating: [Double](repeating: 1, count: 900), count: 900)), Heatmap([[Int]]()),
            Lines((0..<200).map { .init("line \($0)", y: [1, $0]) }),
        ]
        for figure in figures {
            let bitmap = render(figure, scale: 1)
            #expect(inkedPixels(bitmap) > 20, "\(figure.summary)")
            #expect(bitmap.height <= 8000)
        }
    }

    private func inkedPixels(_ bitmap: Bitmap) -> Int {
        stride(from: 0, to: bitmap.samples.count, by: 3).count { bitmap.samples[$0] < 200 }
    }

    private func isInk(_ bitmap: Bitmap, _ row: Int, _ column: Int) -> Bool { bitmap[row, column].first! < 150 }
}
