import Foundation
import Transcript

extension ClaimOutcome {
    /// What was compared, in one line: `0.00838 < 0.00891, margin 5.9%`. Where the claim fails, only what failed.
    package var evidence: String {
        guard case .checked(let terms) = self else { return "" }
        let told = terms.allSatisfy(\.holds) ? terms : terms.filter { !$0.holds }
        return told.map(\.evidence).joined(separator: "; ")
    }

    /// The values alone, in which a reader sees whether anything changed: `0.00838 < 0.00891`.
    package var comparison: String {
        guard case .checked(let terms) = self else { return "" }
        return terms.map(\.comparisonText).joined(separator: " && ") + (holds == true ? "" : " (fails)")
    }
}

extension ClaimTerm {
    fileprivate var evidence: String {
        let distance = margin.map(Self.percent)
        if holds { return comparisonText + (distance.map { ", margin \($0)" } ?? "") }
        guard comparison != nil else { return "it is false" }
        return comparisonText + " is false" + (distance.map { ", by \($0)" } ?? "")
    }

    fileprivate var comparisonText: String { comparison.map { "\(left) \($0) \(right)" } ?? left }

    private static func percent(_ share: Double) -> String {
        let percent = share * 100
        guard percent.isFinite else { return "\(percent)" }
        let format = percent >= 9.95 ? "%.0f" : percent >= 0.095 ? "%.1f" : "%.2g"
        return String(format: format, percent) + "%"
    }
}
