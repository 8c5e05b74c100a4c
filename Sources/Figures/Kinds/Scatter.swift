/// Points in a plane, colored by class: ten thousand latent codes that stay readable.
public struct Scatter: Figure, Equatable {
    public var title: String
    public var width: Double
    /// The height in CSS pixels at `width`, without notes.
    public var height: Double
    public var xAxis: Axis
    public var yAxis: Axis
    /// [point]
    public let x: [Double]
    /// [point]
    public let y: [Double]
    /// [point]; the place of its color in the palette. Empty where there are no classes.
    public let classes: [Int]
    /// [class]; a class without a name is called by its number.
    public let names: [String]
    /// Whether each class's name stands at the median of its points.
    public var labels: Bool
    public var legend: Bool
    public var annotations: [Annotation]
    /// Printed below the figure.
    public var note: String

    /// - Parameters:
    ///   - x, y: a place per point; points that are not finite are left out, and the figure says how many.
    ///   - classes: a class per point, or none.
    ///   - labels: `nil` labels up to twelve classes.
    /// - Precondition: x, y and classes (unless empty) have the same count.
    public init<X: FigureNumber, Y: FigureNumber>(
        x: [X], y: [Y], classes: [Int] = [], names: [String] = [], title: String = "",
        xAxis: Axis = Axis(), yAxis: Axis = Axis(), labels: Bool? = nil, legend: Bool = true,
        annotations: [Annotation] = [], note: String = "",
        width: Double = 680, height: Double = 520
    ) {
        Points.requireSameCount(x.count, y.count, "the x and y of a scatter plot")
        if !classes.isEmpty {
            Points.requireSameCount(x.count, classes.count, "the points and classes of a scatter plot")
        }
        self.x = x.map(\.figureValue)
        self.y = y.map(\.figureValue)
        self.classes = classes
        self.names = names
        self.title = title
        self.xAxis = xAxis
        self.yAxis = yAxis
        self.labels = labels ?? (Set(classes).count <= 12)
        self.legend = legend
        self.annotations = annotations
        self.note = note
        self.width = width
        self.height = height
    }

    public func height(atWidth width: Double) -> Double {
        Points.height(height, of: self.width, at: width) + FigureHeader.height(of: notes, width: width)
    }

    public var summary: String {
        let present = self.present
        let groups =
            present.isEmpty
            ? ""
            : " in \(present.count) \(present.count == 1 ? "class" : "classes") (\(Points.list(present.map(name))))"
        let ranges = [
            Points.range(xAxis.title.isEmpty ? "x" : xAxis.title, x, xAxis),
            Points.range(yAxis.title.isEmpty ? "y" : yAxis.title, y, yAxis),
        ]
        return "Scatter plot of \(NumberText.count(x.count)) points\(groups); \(ranges.joined(separator: "; "))."
    }

    /// A panel's legend would be larger than its plot.
    public func panel(_ heading: String) -> any Figure {
        var panel = self
        panel.title = heading
        panel.legend = false
        return panel
    }

    // MARK: what is shown

    /// The points that have a place on both axes.
    var shown: [Int] { x.indices.filter { xAxis.shows(x[$0]) && yAxis.shows(y[$0]) } }

    var scales: (x: AxisScale, y: AxisScale) {
        let shown = self.shown
        return (
            AxisScale(xAxis, values: shown.lazy.map { x[$0] }), AxisScale(yAxis, values: shown.lazy.map { y[$0] })
        )
    }

    var notes: [String] {
        let shown = self.shown
        let scales = self.scales
        let outside = shown.count { !scales.x.contains(x[$0]) || !scales.y.contains(y[$0]) }
        let isLog = xAxis.scale == .log || yAxis.scale == .log
        return (note.isEmpty ? [] : [note])
            + Points.note(missing: x.count - shown.count, of: x.count, "points", log: isLog)
            + Points.note(outside: outside, of: x.count, "points")
    }

    /// The classes that occur, in order.
    var present: [Int] { Set(classes).sorted() }

    /// What each color stands for; nothing where the chapter wants no legend, or there is no choice of classes.
    var legendEntries: [Legend.Entry] {
        legend && present.count > 1 ? present.map { Legend.Entry(name: name($0), color: $0) } : []
    }

    func name(_ index: Int) -> String { names.indices.contains(index) ? names[index] : String(index) }
}
