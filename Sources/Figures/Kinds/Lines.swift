/// Series over a common axis, such as a loss over epochs.
public struct Lines: Figure, Equatable {
    /// One line.
    public struct Series: Equatable, Sendable {
        public var name: String
        /// [value]
        public let x: [Double]
        /// [value]; where a value is not finite the line has a gap.
        public let y: [Double]
        /// Its place in the palette; `nil` takes the series' own place in the figure.
        public var color: Int?

        /// Values counted from 1, as epochs are.
        public init<Y: FigureNumber>(_ name: String, y: [Y], color: Int? = nil) {
            self.init(name, x: y.indices.map { Double($0 + 1) }, y: y, color: color)
        }

        /// - Precondition: x and y have the same count.
        public init<X: FigureNumber, Y: FigureNumber>(
            _ name: String, x: [X], y: [Y], color: Int? = nil
        ) {
            Points.requireSameCount(x.count, y.count, "the x and y of the series “\(name)”")
            self.name = name
            self.x = x.map(\.figureValue)
            self.y = y.map(\.figureValue)
            self.color = color
        }
    }

    /// A faint level across the plot, such as a published value.
    public struct Reference: Equatable, Sendable {
        public var value: Double
        public var label: String
        /// The series whose color it takes; `nil` is gray.
        public var color: Int?

        public init(_ value: some FigureNumber, _ label: String = "", color: Int? = nil) {
            self.value = value.figureValue
            self.label = label
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
    public var references: [Reference]
    public var annotations: [Annotation]
    /// Printed below the figure.
    public var note: String

    public init(
        _ series: [Series], title: String = "", xAxis: Axis = Axis(), yAxis: Axis = Axis(),
        references: [Reference] = [], annotations: [Annotation] = [], note: String = "", width: Double = 680,
        height: Double = 380
    ) {
        self.series = series
        self.title = title
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.references = references
        self.annotations = annotations
        self.note = note
        self.width = width
        self.height = height
    }

    public func height(atWidth width: Double) -> Double {
        let plot = Points.height(height, of: self.width, at: width) + FigureHeader.height(of: notes, width: width)
        // What is flat already does not give its room to a legend.
        guard width + 2 * figureMargin < self.width, !fitsLabels(height: plot) else { return plot }
        return plot + header(legend: true).height(width: width) - header(legend: false).height(width: width)
    }

    public var summary: String {
        let names = Points.list(series.map(\.name).filter { !$0.isEmpty })
        let count = series.count == 1 ? "one line" : "\(series.count) lines"
        var parts = ["Line chart of \(count)" + (names.isEmpty ? "" : " (\(names))")]
        parts.append(Points.range(xAxis.title.isEmpty ? "x" : xAxis.title, series.flatMap(\.x), xAxis))
        parts.append(Points.range(yAxis.title.isEmpty ? "y" : yAxis.title, series.flatMap(\.y), yAxis))
        let levels = references.filter { yAxis.shows($0.value) }
            .map { "\(NumberText.short($0.value))" + ($0.label.isEmpty ? "" : " (\($0.label))") }
        if !levels.isEmpty {
            parts.append("reference \(levels.count == 1 ? "line" : "lines") at \(Points.list(levels))")
        }
        return parts.joined(separator: "; ") + "."
    }

    // MARK: what is shown

    func color(of index: Int) -> Int { series[index].color ?? index }

    var notes: [String] {
        let total = series.reduce(0) { $0 + $1.y.count }
        let shown = series.reduce(0) { $0 + runs(of: $1).joined().count }
        let isLog = xAxis.scale == .log || yAxis.scale == .log
        return (note.isEmpty ? [] : [note]) + Points.note(missing: total - shown, of: total, "values", log: isLog)
    }

    /// The levels that have a place on the axis.
    var levels: [Reference] { references.filter { yAxis.shows($0.value) } }

    var scales: (x: AxisScale, y: AxisScale) {
        let places = series.flatMap { runs(of: $0).joined() }
        let heights = places.map(\.y) + levels.map(\.value)
        return (
            AxisScale(xAxis, values: places.map(\.x), margin: 0),
            AxisScale(yAxis, values: heights, margin: 0.05, includesZero: Self.isNearZero(heights))
        )
    }

    /// Losses that come near zero are shown down to zero: the distance left is part of what they say.
    private static func isNearZero(_ values: [Double]) -> Bool {
        guard let low = values.min(), let high = values.max() else { return false }
        return low >= 0 && low < 0.4 * high
    }

    /// A series' unbroken runs of values that have a place on both axes.
    func runs(of series: Series) -> [[(x: Double, y: Double)]] {
        var runs: [[(x: Double, y: Double)]] = [[]]
        for (x, y) in zip(series.x, series.y) {
            if xAxis.shows(x), yAxis.shows(y) {
                runs[runs.count - 1].append((x, y))
            } else if runs.last?.isEmpty == false {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }
}
