/// What a figure says about one of its directions.
public struct Axis: Equatable, Sendable {
    public enum Scale: Equatable, Sendable {
        case linear
        /// Equal steps are equal factors; values that are not above zero are left out, and the figure says how many.
        case log
    }

    public var title: String
    /// Shown in brackets after the title; empty where there is none.
    public var unit: String
    public var scale: Scale
    /// The first and last value shown; `nil` takes it from the data.
    public var domain: ClosedRange<Double>?

    public init(_ title: String = "", unit: String = "", scale: Scale = .linear, domain: ClosedRange<Double>? = nil) {
        self.title = title
        self.unit = unit
        self.scale = scale
        self.domain = domain
    }

    /// Title and unit, as the figure prints them.
    public var label: String { unit.isEmpty ? title : title.isEmpty ? unit : "\(title) (\(unit))" }

    /// Values beyond this size are treated as infinite, so that a difference of two is always a number.
    public static let largest = 1e300

    /// Whether the axis has a place for the value.
    public func shows(_ value: Double) -> Bool {
        value.isFinite && abs(value) <= Self.largest && (scale == .linear || value > 0)
    }
}
