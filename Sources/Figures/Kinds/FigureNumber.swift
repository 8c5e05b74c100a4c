/// What a figure can place on an axis: losses come as Float, counts and epochs as Int.
public protocol FigureNumber: Sendable {
    /// The value on the axis.
    var figureValue: Double { get }
}

extension Double: FigureNumber {
    public var figureValue: Double { self }
}

extension Float: FigureNumber {
    public var figureValue: Double { Double(self) }
}

extension Int: FigureNumber {
    public var figureValue: Double { Double(self) }
}
