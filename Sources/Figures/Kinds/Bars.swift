/// One amount per name, as bars that start at zero; each says its value.
public struct Bars: Figure, Equatable {
    public var title: String
    public var width: Double
    public var axis: Axis
    /// [bar]
    public let names: [String]
    /// [bar]
    public let values: [Double]
    /// [bar]; another value of the same thing, such as the published one, drawn as a stroke across the bar. May be
    /// empty, or `nil` where there is none.
    public let marks: [Double?]
    /// What the marks are; explained above the bars.
    public var marksName: String
    /// [bar]; each bar's place in the palette; empty gives all bars the first color.
    public let colors: [Int]
    /// Digits after the point; `nil` shows three that matter.
    public var decimals: Int?
    /// Printed below the figure.
    public var note: String

    /// - Precondition: names and values, and marks and colors unless empty, have the same count.
    public init<V: FigureNumber>(
        _ names: [String], _ values: [V], title: String = "", axis: Axis = Axis(), marks: [Double?] = [],
        marksName: String = "published", colors: [Int] = [], decimals: Int? = nil, note: String = "",
        width: Double = 680
    ) {
        Points.requireSameCount(names.count, values.count, "the names of a bar chart")
        if !marks.isEmpty { Points.requireSameCount(marks.count, values.count, "the marks of a bar chart") }
        if !colors.isEmpty { Points.requireSameCount(colors.count, values.count, "the colors of a bar chart") }
        self.names = names
        self.values = values.map(\.figureValue)
        self.title = title
        self.axis = axis
        self.marks = marks
        self.marksName = marksName
        self.colors = colors
        self.decimals = decimals.map { min(max($0, 0), 12) }
        self.note = note
        self.width = width
    }

    static let rowHeight = 27.0
    /// More bars than this are not drawn; the figure says how many.
    static let most = 140

    public func height(atWidth width: Double) -> Double {
        let bars = Double(max(min(values.count, Self.most), 2)) * Self.rowHeight
        return header.height(width: width) + axisHeight + bars + 4
    }

    var axisHeight: Double { axis.label.isEmpty && !hasMarks ? 0 : 24 }
    var hasMarks: Bool { marks.contains { $0.map(axis.shows) ?? false } }

    var header: FigureHeader {
        var notes = note.isEmpty ? [] : [note]
        let hidden = values.count - Self.most
        if hidden > 0 { notes.append("\(NumberText.count(hidden)) more bars are not shown.") }
        return FigureHeader(title: title, notes: notes)
    }

    /// A value as the figure prints it.
    func text(of value: Double) -> String {
        guard value.isFinite else { return NumberText.short(value) }
        let largest = values.filter { axis.shows($0) }.map(abs).max() ?? 0
        guard largest < 1e7, largest >= 1e-4 || largest == 0 else { return NumberText.short(value) }
        return NumberText.fixed(value, decimals: decimals ?? NumberText.decimals(forThreeDigitsOf: largest))
    }

    public var summary: String {
        let pairs = zip(names, values).map { "\($0) \(text(of: $1))" }
        let what = axis.label.isEmpty ? "" : " of \(axis.label)"
        return "Bar chart\(what): " + (pairs.isEmpty ? "no bars" : Points.list(pairs)) + "."
    }
}
