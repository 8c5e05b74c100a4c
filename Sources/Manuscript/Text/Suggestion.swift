/// The word among `candidates` that the author probably meant by `word`; nil where none is near enough.
///
/// Near enough is a third of the word's length in single-letter edits, and at least one for words of two letters and
/// more. A word that differs in capitals, hyphens, underscores or spaces only is always near.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let folded = foldedLetters(word)
    let limit = folded.count < 2 ? 0 : max(1, folded.count / 3)
    return
        candidates
        .map { (candidate: $0, letters: foldedLetters($0)) }
        // The distance is no less than the difference in length.
        .filter { abs($0.letters.count - folded.count) <= limit && $0.candidate != word }
        .map { (candidate: $0.candidate, distance: editDistance(folded, $0.letters)) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
        .candidate
}

/// A sentence for a diagnostic's help, such as “did you mean `fig-cap`?”; nil where no candidate is near enough.
public func didYouMean(_ word: String, among candidates: some Sequence<String>) -> String? {
    suggestion(for: word, among: candidates).map { "did you mean `\($0)`?" }
}

/// The least number of letters inserted, deleted, replaced or swapped with their neighbor that turns `a` into `b`:
/// the optimal string alignment distance.
public func editDistance(_ a: String, _ b: String) -> Int {
    editDistance(Array(a), Array(b))
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    // Rows of the usual table: the one before the last, the last, and the one that is being filled.
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
        var row = [i] + Array(repeating: 0, count: b.count)
        for j in 1...b.count {
            let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            row[j] = min(replaced, last[j] + 1, row[j - 1] + 1)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                row[j] = min(row[j], beforeLast[j - 2] + 1)
            }
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}

private func foldedLetters(_ word: String) -> [Character] {
    word.lowercased().filter { !"-_ ".contains($0) }
}
