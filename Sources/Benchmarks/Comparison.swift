import Foundation

/// One line of the table: the same work here and elsewhere, several times in turn.
struct Comparison {
    let name: String
    /// Whom it is held against; nil where there is nobody.
    let rival: String?
    let threads: Int
    let ours: [Measurement]
    /// By arrangement; empty where there is no rival.
    let theirs: [String: [Measurement]]

    var median: Double { Statistics.median(ours.map(\.seconds)) }

    /// The arrangement with the smallest median.
    var best: (name: String, median: Double)? {
        theirs.map { (name: $0.key, median: Statistics.median($0.value.map(\.seconds))) }
            .min { ($0.median, $0.name) < ($1.median, $1.name) }
    }

    var ratio: Double? { best.map { median / $0.median } }
}

enum Statistics {
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The largest relative distance of points from their best line through the origin, and its slope.
    static func slope(_ points: [(x: Double, y: Double)]) -> (slope: Double, deviation: Double) {
        let slope = points.reduce(0) { $0 + $1.x * $1.y } / points.reduce(0) { $0 + $1.x * $1.x }
        return (slope, points.map { abs($0.y / (slope * $0.x) - 1) }.max() ?? .nan)
    }
}
