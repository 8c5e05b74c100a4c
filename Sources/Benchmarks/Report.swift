import Foundation

/// The bench's words.
enum Report {
    private static let widths = [30, 8, 24, 44, 7]

    static let head = row(["work", "threads", "aebook, s (min–max)", "beside it, s (min–max)", "ratio"])

    static func line(_ comparison: Comparison) -> String {
        let best = comparison.best
        let theirs = best.flatMap { comparison.theirs[$0.name] } ?? []
        return row([
            comparison.name, "\(comparison.threads)", seconds(comparison.ours),
            best.map { "\(comparison.rival ?? ""), \($0.name): \(seconds(theirs))" } ?? "–",
            comparison.ratio.map { "\(number($0, 2))×" } ?? "–",
        ]) + "\n    final losses: \(losses(comparison.ours))\(theirs.isEmpty ? "" : " against \(losses(theirs))")"
    }

    static func verdict(_ comparison: Comparison) -> String {
        let result = comparison.ratio.map { "\(number($0, 2))×" } ?? "\(number(comparison.median, 2)) s"
        let rival = comparison.rival.map { $0 == "PyTorch" ? "" : " of \($0)" } ?? ""
        return "\(comparison.name): \(result)\(rival)"
    }

    static func number(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

    private static func seconds(_ all: [Measurement]) -> String {
        let values = all.map(\.seconds)
        let (low, high) = (values.min() ?? .nan, values.max() ?? .nan)
        return "\(number(Statistics.median(values), 2)) (\(number(low, 2))–\(number(high, 2)))"
    }

    private static func losses(_ all: [Measurement]) -> String {
        let first = all.first?.losses ?? [:]
        return first.sorted { $0.key < $1.key }.map { "\($0.key) \(number($0.value, 4))" }.joined(separator: ", ")
    }

    private static func row(_ texts: [String]) -> String {
        zip(texts, widths).map { $0 + String(repeating: " ", count: max(1, $1 - $0.count)) }.joined()
    }
}
