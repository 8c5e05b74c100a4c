import Foundation

/// How often values occur: counts over bins of equal width (equal factors on a logarithmic axis).
public struct Histogram: Figure, Equatable {
    public struct Series: Equatable, Sendable {
        public var name: String
        public let values: [Double]
        /// Its place in the palette; `nil` takes the series' own place in the figure.
        public var color: Int?

        public init<V: FigureNumber>(_ name: String, _ values: [V], color: Int? = nil) {
            self.name = name
            self.values = values.map(\.figureValue)
            self.color = color
        }
    }

    public var title: String
    public var width: Double
    /// The height in CSS pixels at `width`, without notes.
    public var height: Double
    public var xAxis: Axis
    public var yAxis: Axis
    public let series: [Series]
    /// How many bins; `nil` lets the data decide.
    public var bins: Int?
    /// Printed below the figure.
    public var note: String

    public init(
        _ series: [Series], bins: Int? = nil, title: String = "", xAxis: Axis = Axis(), yAxis: Axis = Axis("count"),
        note: String = "", width: Double = 680, height: Double = 300
    ) {
        self.series = series
        self.bins = bins.map { min(max($0, 1), 400) }
        self.title = title
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.note = note
        self.width = width
        self.height = height
    }

    /// A histogram of one set of values.
    public init<V: FigureNumber>(
        _ values: [V], bins: Int? = nil, title: String = "", xAxis: Axis = Axis(), yAxis: Axis = Axis("count"),
        note: String = "", width: Double = 680, height: Double = 300
    ) {
        self.init(
            [Series("", values)], bins: bins, title: title, xAxis: xAxis, yAxis: yAxis, note: note, width: width,
            height: height)
    }

    public func height(atWidth width: Double) -> Double {
        Points.height(height, of: self.width, at: width) + FigureHeader.height(of: notes, width: width)
    }

    /// How high the bars are, all series together; none where there is no value to show.
    var heights: [Double] {
        let all = series.flatMap(\.values)
        guard all.contains(where: xAxis.shows) else { return [] }
        let binning = Binning(xAxis, values: all, wanted: bins)
        return series.flatMap { binning.counts($0.values) }.map(Double.init)
    }

    static func heightScale(_ axis: Axis, _ heights: [Double]) -> AxisScale {
        AxisScale(axis, values: heights, margin: 0.04, includesZero: true)
    }

    var notes: [String] {
        let all = series.flatMap(\.values)
        let shown = all.filter { xAxis.shows($0) }
        let scale = Binning(xAxis, values: all, wanted: bins).scale
        return (note.isEmpty ? [] : [note])
            + Points.note(missing: all.count - shown.count, of: all.count, "values", log: xAxis.scale == .log)
            + Points.note(outside: shown.count { !scale.contains($0) }, of: all.count, "values")
    }

    public var summary: String {
        let names = series.map(\.name).filter { !$0.isEmpty }
        let total = series.reduce(0) { $0 + $1.values.count }
        let of = names.isEmpty ? "" : " (\(Points.list(names)))"
        let range = Points.range(xAxis.title.isEmpty ? "values" : xAxis.title, series.flatMap(\.values), xAxis)
        return "Histogram of \(NumberText.count(total)) values\(of); \(range)."
    }
}
