import Foundation

/// An axis whose domain is settled: values become places between 0 and 1.
package struct AxisScale: Equatable, Sendable {
    package let axis: Axis
    /// The first and last value shown.
    package let domain: ClosedRange<Double>
    /// Whether there was any value to show.
    package let hasValues: Bool
    /// Whether all values are whole numbers (epochs, digits, counts): then the ticks are, too.
    package let isWhole: Bool

    /// - Parameters:
    ///   - margin: how much wider than the data the domain becomes on each side, as a part of the data's range.
    ///   - includesZero: whether a linear domain must reach to zero, as bars need it.
    package init(_ axis: Axis, values: some Sequence<Double>, margin: Double = 0.03, includesZero: Bool = false) {
        self.axis = axis
        let shown = values.lazy.filter { axis.shows($0) }
        var range: (low: Double, high: Double)?
        var isWhole = true
        for value in shown {
            range = range.map { (min($0.low, value), max($0.high, value)) } ?? (value, value)
            isWhole = isWhole && value == value.rounded()
        }
        hasValues = range != nil
        self.isWhole = isWhole && range != nil
        if let given = axis.domain, axis.shows(given.lowerBound), axis.shows(given.upperBound) {
            let isWide = Self.isWide(given.lowerBound, given.upperBound, axis.scale)
            domain = isWide ? given : Self.widened(given, axis.scale)
        } else {
            domain = Self.domain(around: range, axis.scale, margin: margin, includesZero: includesZero)
        }
    }

    private static func domain(
        around range: (low: Double, high: Double)?, _ scale: Axis.Scale, margin: Double, includesZero: Bool
    ) -> ClosedRange<Double> {
        guard let range else { return scale == .log ? 1...10 : 0...1 }
        if scale == .log { return logDomain(range.low, range.high, margin: margin) }
        let low = includesZero ? min(range.low, 0) : range.low
        let high = includesZero ? max(range.high, 0) : range.high
        guard isWide(low, high, .linear) else { return widened(low...high, .linear) }
        let extra = (high - low) * margin
        // Bars stand on zero itself.
        return (includesZero && low == 0 ? 0 : low - extra)...(includesZero && high == 0 ? 0 : high + extra)
    }

    private static func logDomain(_ low: Double, _ high: Double, margin: Double) -> ClosedRange<Double> {
        guard isWide(low, high, .log) else { return widened(low...high, .log) }
        let extra = (log10(high) - log10(low)) * margin
        let first = max(pow(10, log10(low) - extra), .leastNonzeroMagnitude)
        return first...min(pow(10, log10(high) + extra), Axis.largest * 10)
    }

    /// A domain around values that are all the same, or so close that their digits run out.
    private static func widened(_ range: ClosedRange<Double>, _ scale: Axis.Scale) -> ClosedRange<Double> {
        if scale == .log { return max(range.lowerBound / 10, .leastNonzeroMagnitude)...range.upperBound * 10 }
        let size = max(abs(range.lowerBound), abs(range.upperBound))
        let half = size < 1e-290 ? 1 : size / 10
        return range.lowerBound - half...range.upperBound + half
    }

    private static func isWide(_ low: Double, _ high: Double, _ scale: Axis.Scale) -> Bool {
        if scale == .log { return high / low > 1 + 1e-9 }
        return high - low > max(abs(low), abs(high)) * 1e-12 && high - low > 1e-290
    }

    /// Where the value lies: 0 at the start of the domain, 1 at its end.
    package func position(of value: Double) -> Double {
        switch axis.scale {
        case .linear: (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
        case .log:
            (log10(value) - log10(domain.lowerBound)) / (log10(domain.upperBound) - log10(domain.lowerBound))
        }
    }

    package func contains(_ value: Double) -> Bool { axis.shows(value) && domain.contains(value) }

    /// About `count` values with their labels, inside the domain.
    package func ticks(about count: Int) -> [Tick] {
        guard hasValues || axis.domain != nil else { return [] }
        let values =
            switch axis.scale {
            case .linear: LinearTicks.values(in: domain, about: count, whole: isWhole)
            case .log: LogTicks.values(in: domain, about: count)
            }
        let labels =
            axis.scale == .log && LogTicks.spansDecades(domain)
            ? values.map(NumberText.power) : NumberText.labels(for: values)
        return zip(values, labels).map { Tick(value: $0, label: $1) }
    }
}

/// A marked place on an axis.
package struct Tick: Equatable, Sendable {
    package let value: Double
    package let label: String
}
