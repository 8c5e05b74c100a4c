/// How well a score tells positives from negatives at every threshold: the receiver operating characteristic.
///
/// Source: Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27, 2006.
public struct ROCCurve: Sendable {
    public struct Point: Sendable, Equatable {
        /// Negatives with a score of at least the threshold, as a share of all negatives.
        public let falsePositives: Double
        /// Positives with a score of at least the threshold, as a share of all positives.
        public let truePositives: Double
    }

    /// From (0, 0) to (1, 1), by falling threshold; equal scores make one point.
    public let points: [Point]

    /// The area under the curve: the probability that a random positive scores higher than a random negative, where a
    /// tie counts one half. 0.5 is chance.
    public let area: Double

    /// - Parameters:
    ///   - scores: higher for what is more likely positive; no NaN.
    ///   - isPositive: one per score.
    /// - Precondition: there are positives and negatives.
    public init(scores: [Float], isPositive: [Bool]) {
        let positives = isPositive.count { $0 }
        guard scores.count == isPositive.count, positives > 0, positives < scores.count,
            !scores.contains(where: \.isNaN)
        else { fatalError("a ROC curve of \(scores.count) scores and \(positives) positives of \(isPositive.count)") }
        let (all, none) = (Double(positives), Double(scores.count - positives))
        var (found, wrong) = (0.0, 0.0)
        var points = [Point(falsePositives: 0, truePositives: 0)]
        let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        for (place, index) in order.enumerated() {
            if isPositive[index] { found += 1 } else { wrong += 1 }
            let isTied = place + 1 < order.count && scores[order[place + 1]] == scores[index]
            if !isTied { points.append(Point(falsePositives: wrong / none, truePositives: found / all)) }
        }
        self.points = points
        area = zip(points, points.dropFirst()).reduce(0) { sum, pair in
            sum + (pair.1.falsePositives - pair.0.falsePositives) * (pair.0.truePositives + pair.1.truePositives) / 2
        }
    }
}
