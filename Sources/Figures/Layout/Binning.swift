import Foundation

/// Bins of equal width along an axis.
package struct Binning: Equatable {
    package let count: Int
    package let scale: AxisScale

    /// - Parameter wanted: how many bins; `nil` follows Freedman and Diaconis.
    ///
    /// Source of the default: Freedman and Diaconis, "On the histogram as a density estimator: L2 theory", 1981:
    /// the width is 2 · IQR · n^(-1/3). Whole numbers in a small range get a bin each.
    package init(_ axis: Axis, values: [Double], wanted: Int?) {
        let shown = values.filter { axis.shows($0) }
        let tight = AxisScale(axis, values: shown, margin: 0)
        let range = tight.domain.upperBound - tight.domain.lowerBound
        if wanted == nil, axis.scale == .linear, tight.isWhole, tight.hasValues, range <= 60 {
            let low = tight.domain.lowerBound.rounded(.down) - 0.5
            let high = tight.domain.upperBound.rounded(.up) + 0.5
            var padded = axis
            padded.domain = low...high
            scale = AxisScale(padded, values: shown)
            count = Int(high - low)
        } else {
            scale = tight
            count = wanted ?? Self.freedmanDiaconis(shown.map { tight.position(of: $0) })
        }
    }

    /// - Parameter places: between 0 and 1.
    private static func freedmanDiaconis(_ places: [Double]) -> Int {
        guard places.count > 1 else { return 1 }
        let sorted = places.sorted()
        let spread = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
        let width = 2 * spread / cbrt(Double(sorted.count))
        // Where half of all values are the same the rule has no answer.
        guard width > 0.0125 else { return spread == 0 ? 20 : 80 }
        return max(Int((1 / width).rounded(.up)), 5)
    }

    /// How many values fall into each bin; the last bin holds its upper edge.
    package func counts(_ values: [Double]) -> [Int] {
        var counts = Array(repeating: 0, count: count)
        for value in values where scale.contains(value) {
            counts[min(Int(scale.position(of: value) * Double(count)), count - 1)] += 1
        }
        return counts
    }
}
