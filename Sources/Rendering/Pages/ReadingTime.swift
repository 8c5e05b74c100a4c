import Manuscript

/// How long a chapter takes to read.
struct ReadingTime {
    /// A common figure for silent reading of nonfiction in English: Brysbaert, "How many words do we read per minute?",
    /// Journal of Memory and Language 109, 2019.
    private static let wordsPerMinute = 238.0

    private let words: Int

    /// Without code, formulas and what stands in tables.
    init(_ scope: ChapterScope) {
        let walk = ProseWalk(scope.chapter)
        let plain = PlainText(scope: scope)
        words = walk.blocks.reduce(0) { sum, block in
            if case .table = block { return sum }
            return sum + plain.text(walk.ownInlines(block)).split(whereSeparator: \.isWhitespace).count
        }
    }

    /// Such as `40 minutes`, to five minutes where it is more than ten; nil for a page that takes less than two.
    var text: String? {
        let exact = Double(words) / Self.wordsPerMinute
        guard exact >= 1.5 else { return nil }
        let minutes = exact <= 10 ? exact.rounded() : (exact / 5).rounded() * 5
        return "\(Int(minutes)) minutes"
    }
}
