import Manuscript

/// A heading of a chapter with its number.
package struct Section: Equatable {
    package let level: Int
    /// `3.2`, `3.2.1`; empty for headings that are too deep to be numbered and for those above level 2.
    package let number: String
    package let content: [Inline]
    package let identifier: String

    private static let deepestNumbered = 3

    package static func sections(of chapter: Chapter, references: [String: ReferenceTarget]) -> [Section] {
        let labeled = labelledNumbers(of: chapter, references: references)
        var counters: [Int] = []
        return ProseWalk(chapter).blocks.compactMap { block in
            guard case .heading(let level, let content, let identifier, _) = block else { return nil }
            let number = labeled[identifier] ?? next(level: level, chapter: chapter.number, counters: &counters)
            if labeled[identifier] != nil {
                counters = number.split(separator: ".").dropFirst().compactMap { Int($0) }
            }
            return Section(level: level, number: number, content: content, identifier: identifier)
        }
    }

    /// The numbers that references to this chapter's sections show.
    private static func labelledNumbers(
        of chapter: Chapter, references: [String: ReferenceTarget]
    ) -> [String: String] {
        let targets = references.values.filter { $0.kind == .section && $0.chapter == chapter.name }
        return Dictionary(targets.map { ($0.anchor, $0.number) }, uniquingKeysWith: { first, _ in first })
    }

    private static func next(level: Int, chapter: Int, counters: inout [Int]) -> String {
        guard (2...deepestNumbered).contains(level) else { return "" }
        let depth = level - 1
        counters = Array(counters.prefix(depth)) + Array(repeating: 0, count: max(0, depth - counters.count))
        counters[depth - 1] += 1
        return ([chapter] + counters).map(String.init).joined(separator: ".")
    }
}
