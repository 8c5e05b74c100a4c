import Foundation
import Notebook

/// `aebook diff`: which numbers of the book are not those that were accepted.
struct DiffVerb: Verb {
    static let name = "diff"
    static let summary =
        "Compares the last build's numbers with \(AcceptedNumbers.file). The exit code is 1 if any differ."
    static let words: String? = "CHAPTER…"
    static let options = [Option.data]

    private let chapters: [String]
    private let data: String?

    init(_ arguments: Arguments) throws {
        chapters = arguments.words
        data = arguments.value("data")
    }

    func run(_ console: Console) throws -> Int32 {
        let reviewing = try NumberReviewing(chapters: chapters, data: data, verb: Self.name, console)
        let review = reviewing.review
        guard !review.differences.isEmpty else {
            console.print("\(Wording.count(review.shownCount, "number")) of \(reviewing.dataName), all as accepted")
            return 0
        }
        var chapter = ""
        for difference in review.differences {
            if difference.chapter != chapter { console.print("\(difference.chapter), \(reviewing.dataName):") }
            chapter = difference.chapter
            console.print(Self.line(difference, console))
        }
        console.print(DifferenceCount(review.differences).text + "; `aebook accept` records them")
        return 1
    }

    /// `  conv.finalLoss: 0.0086 → 0.0084 (−2.3%)`
    private static func line(_ difference: NumberReview.Difference, _ console: Console) -> String {
        switch (difference.old, difference.new) {
        case (let old?, let new?):
            let change = difference.relativeChange.map { " (\(percent($0)))" } ?? ""
            return "  \(difference.place): \(console.colored("\(old) → \(new)", .yellow))\(change)"
        case (nil, let new?): return "  \(difference.place): \(console.colored("new, \(new)", .green))"
        case (let old?, nil): return "  \(difference.place): \(console.colored("gone, was \(old)", .red))"
        case (nil, nil): return ""
        }
    }

    private static func percent(_ share: Double) -> String {
        let digits = String(format: abs(share) < 0.1 ? "%.1f" : "%.0f", abs(share) * 100)
        return (share < 0 ? "−" : "+") + digits + "%"
    }
}

/// How many numbers differ, in words.
struct DifferenceCount {
    /// `3 accepted numbers changed, 2 are new, 1 is gone`; empty where none differs.
    let text: String

    init(_ all: [NumberReview.Difference]) {
        let (changed, added, removed) = (all.changed.count, all.added.count, all.removed.count)
        let parts = [
            changed > 0 ? "\(Wording.count(changed, "accepted number")) changed" : nil,
            added > 0 ? "\(added) \(added == 1 ? "is" : "are") new" : nil,
            removed > 0 ? "\(removed) \(removed == 1 ? "is" : "are") gone" : nil,
        ]
        text = parts.compactMap { $0 }.joined(separator: ", ")
    }
}
