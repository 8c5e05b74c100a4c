/// The name that somebody probably meant who wrote another; nil where none is near enough: a third of its letters, and
/// at least one, may be wrong, missing or too many. Capitals, spaces, hyphens and underscores do not count.
func closestName(to name: String, among names: [String]) -> String? {
    let letters = folded(name)
    return names.map { ($0, distance(letters, folded($0))) }
        .filter { $0.1 <= max(1, letters.count / 3) && $0.0 != name && !$0.0.isEmpty }
        .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}

private func folded(_ name: String) -> [Character] { name.lowercased().filter { !"-_ ".contains($0) } }

/// The least number of letters put in, taken out or replaced that turns `a` into `b` (Levenshtein's distance).
private func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in b.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[b.count]
}
