import Foundation

/// Ticks of a logarithmic axis: powers of ten, with 2 and 5 between them where there is room.
package enum LogTicks {
    /// From this many decades on the labels are powers of ten.
    static func spansDecades(_ domain: ClosedRange<Double>) -> Bool { decades(domain) >= 4 }

    private static func decades(_ domain: ClosedRange<Double>) -> Double {
        log10(domain.upperBound) - log10(domain.lowerBound)
    }

    package static func values(in domain: ClosedRange<Double>, about count: Int) -> [Double] {
        let first = Int(log10(domain.lowerBound).rounded(.down))
        let last = Int(log10(domain.upperBound).rounded(.up))
        if spansDecades(domain) { return powers(from: first, to: last, in: domain, about: count) }
        for mantissas in [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3]] as [[Double]] {
            let values = (first...last).flatMap { power in mantissas.map { $0 * pow(10, Double(power)) } }
                .filter { domain.contains($0) }
            if values.count <= count { return values.count >= 3 ? values : linear(domain, count) }
        }
        return powers(from: first, to: last, in: domain, about: count)
    }

    /// Less than a third of a decade: round numbers of the linear kind say more.
    private static func linear(_ domain: ClosedRange<Double>, _ count: Int) -> [Double] {
        LinearTicks.values(in: domain, about: count).filter { $0 > 0 }
    }

    private static func powers(from first: Int, to last: Int, in domain: ClosedRange<Double>, about count: Int)
        -> [Double]
    {
        let step = max(1, Int((Double(last - first) / Double(max(count, 1))).rounded(.up)))
        let aligned = Int((Double(first) / Double(step)).rounded(.down)) * step
        return stride(from: aligned, through: last, by: step).map { pow(10, Double($0)) }
            .filter { domain.contains($0) }
    }
}
