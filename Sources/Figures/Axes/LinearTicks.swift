import Foundation

/// Round numbers that cover a range: the extended Wilkinson algorithm without its legibility term.
///
/// Of all runs of multiples of j·q·10^z with a nice q it takes the one with the best weighted sum of simplicity (a nice
/// step, zero among the ticks), coverage (the ends near the data's) and density (about as many as wanted). Upper bounds
/// of the three end the search early.
///
/// Source: Talbot, Lin and Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on Axes",
/// IEEE InfoVis 2010.
package struct LinearTicks {
    /// Nice steps, the nicest first.
    private static let nice: [Double] = [1, 5, 2, 2.5]
    /// Coverage weighs half of what the paper gives it: no tick may lie outside the range here, so that the ends are
    /// seldom met, and ticks would crowd to meet them.
    private static let weights = (simplicity: 0.25, coverage: 0.1, density: 0.6)
    /// Above these the scores only fall; they bound the search when rounding keeps the bounds from doing so.
    private static let mostSkipped = 10
    private static let mostTicks = 40

    private let low: Double
    private let high: Double
    private let wanted: Double
    private let whole: Bool
    private var best: (score: Double, start: Double, step: Double, count: Int)?

    /// - Parameters:
    ///   - count: how many ticks would be best.
    ///   - whole: whether only whole numbers may be marked.
    package static func values(in domain: ClosedRange<Double>, about count: Int, whole: Bool = false) -> [Double] {
        var search = LinearTicks(domain, about: count, whole: whole)
        search.run()
        guard let best = search.best else { return [] }
        // A tick beside zero would be printed as a long number: it is zero.
        return (0..<best.count).map { best.start + Double($0) * best.step }
            .map { abs($0) < best.step * 1e-9 ? 0 : $0 }
            .map { min(max($0, domain.lowerBound), domain.upperBound) }
    }

    private init(_ domain: ClosedRange<Double>, about count: Int, whole: Bool) {
        low = domain.lowerBound
        high = domain.upperBound
        wanted = Double(max(count, 2))
        self.whole = whole
    }

    private mutating func run() {
        for skip in 1...Self.mostSkipped {
            for (rank, q) in Self.nice.enumerated() {
                let simplicity = self.simplicity(rank: rank, skip: skip, hasZero: true)
                guard score(simplicity, 1, 1) > best?.score ?? -2 else { return }
                tryCounts(q: q, rank: rank, skip: Double(skip), simplicity)
            }
        }
    }

    private mutating func tryCounts(q: Double, rank: Int, skip: Double, _ simplicity: Double) {
        for count in 2...Self.mostTicks {
            let density = Double(count) >= wanted ? 2 - Double(count - 1) / (wanted - 1) : 1
            guard score(simplicity, 1, density) > best?.score ?? -2 else { return }
            let gap = (high - low) / Double(count + 1) / (skip * q)
            let power = Int(log10(gap).rounded(.up))
            for z in power...power + 3 {
                let step = skip * q * pow(10, Double(z))
                let coverage = bestCoverage(span: step * Double(count - 1))
                guard score(simplicity, coverage, density) > best?.score ?? -2 else { break }
                if whole, step != step.rounded() { continue }
                tryStarts(step: step, count: count, rank: rank, skip: skip)
            }
        }
    }

    private mutating func tryStarts(step: Double, count: Int, rank: Int, skip: Double) {
        let span = Double(count - 1)
        // Only multiples of the step, and only inside the range: what lies outside has no place in the plot.
        let first = (low / step - 1e-9).rounded(.up)
        let last = (high / step + 1e-9).rounded(.down) - span
        guard first <= last, last - first < 1000 else { return }
        for start in stride(from: first, through: last, by: 1) {
            let from = start * step
            let to = from + step * span
            let simplicity = self.simplicity(rank: rank, skip: Int(skip), hasZero: from <= 0 && to >= 0)
            let score = self.score(simplicity, coverage(from, to), density(from, to, count))
            if score > best?.score ?? -2 { best = (score, from, step, count) }
        }
    }

    // MARK: the three criteria, each at most 1

    private func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
        let weights = Self.weights
        return weights.simplicity * simplicity + weights.coverage * coverage + weights.density * density
    }

    private func simplicity(rank: Int, skip: Int, hasZero: Bool) -> Double {
        1 - Double(rank) / Double(Self.nice.count - 1) - Double(skip) + (hasZero ? 1 : 0)
    }

    private func coverage(_ from: Double, _ to: Double) -> Double {
        let range = high - low
        return 1 - 0.5 * (pow((high - to) / (0.1 * range), 2) + pow((low - from) / (0.1 * range), 2))
    }

    private func bestCoverage(span: Double) -> Double {
        let range = high - low
        guard span > range else { return 1 }
        return 1 - pow((span - range) / 2 / (0.1 * range), 2)
    }

    private func density(_ from: Double, _ to: Double, _ count: Int) -> Double {
        let given = Double(count - 1) / (to - from)
        let aim = (wanted - 1) / (max(to, high) - min(from, low))
        return 2 - max(given / aim, aim / given)
    }
}
