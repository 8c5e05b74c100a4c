import Manuscript

/// Words among which a check looks many times for the one that an author probably meant.
///
/// To hold every wrong word against every right one takes the square of their number. After so many comparisons no more
/// advice is given: who has made hundreds of mistakes of one kind has made one mistake.
package final class NearWords {
    private let words: [String]
    private var comparisons = 0

    private static let mostComparisons = 100_000

    init(_ words: some Sequence<String>) { self.words = words.sorted() }

    /// As ``suggestion(for:among:)``.
    package func suggestion(for word: String) -> String? {
        guard comparisons < Self.mostComparisons else { return nil }
        comparisons += words.count
        return Manuscript.suggestion(for: word, among: words)
    }

    /// As ``didYouMean(_:among:)``.
    package func didYouMean(_ word: String) -> String? { suggestion(for: word).map { "did you mean `\($0)`?" } }
}
