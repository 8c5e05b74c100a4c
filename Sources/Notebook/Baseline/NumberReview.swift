import Foundation
import Manuscript
import Reading
import Running

/// What a book's chapters show now, beside what was accepted of the same data.
public struct NumberReview: Sendable {
    /// One number that is not as it was.
    public struct Difference: Codable, Equatable, Sendable {
        public let chapter: String
        public let place: String
        /// Nil for a number that is new, and for one that is gone.
        public let old: String?
        public let new: String?
    }

    /// Chapter by chapter, sorted by place.
    public let differences: [Difference]
    /// How many numbers the chapters show.
    public let shownCount: Int
    private let accepted: AcceptedNumbers
    private let updated: AcceptedNumbers

    /// - Parameters:
    ///   - chapters: those to look at, each with a run.
    ///   - data: the name of the data that they ran with.
    public init(
        of chapters: [Chapter], in book: Book, runs: [String: ChapterRun], data: String, accepted: AcceptedNumbers
    ) {
        let names = Set(chapters.map(\.name))
        let shown = chapters.flatMap { chapter in
            runs[chapter.name].map { ShownNumber.all(of: chapter, run: $0, data: data) } ?? []
        }
        let data = shown.first?.data ?? data
        self.accepted = accepted
        shownCount = shown.count
        updated = accepted.accepting(shown, of: names, data: data, all: Set(book.chapters.map(\.name)))
        let before = accepted.numbers.filter { names.contains($0.chapter) && $0.data == data }
        differences = Self.differences(from: before, to: updated.numbers.filter { shown.contains($0) })
    }

    /// Records what is shown.
    ///
    /// - Throws: an error of the file system.
    public func accept(book folder: URL) throws { if updated != accepted { try updated.write(book: folder) } }

    private static func differences(from before: [ShownNumber], to after: [ShownNumber]) -> [Difference] {
        func byPlace(_ numbers: [ShownNumber]) -> [[String]: String] {
            Dictionary(numbers.map { ([$0.chapter, $0.place], $0.value) }) { first, _ in first }
        }
        let (old, new) = (byPlace(before), byPlace(after))
        return Set(old.keys).union(new.keys).sorted { $0.lexicographicallyPrecedes($1) }.compactMap { place in
            old[place] == new[place]
                ? nil : Difference(chapter: place[0], place: place[1], old: old[place], new: new[place])
        }
    }
}

extension [NumberReview.Difference] {
    public var changed: Self { filter { $0.old != nil && $0.new != nil } }
    public var added: Self { filter { $0.old == nil } }
    public var removed: Self { filter { $0.new == nil } }
}

extension NumberReview.Difference {
    /// How much larger the new number is, as a share of the old one; nil where one of them is no number, or nothing.
    public var relativeChange: Double? {
        guard let old = old.flatMap({ Self.number($0) }), let new = new.flatMap({ Self.number($0) }), old != 0 else {
            return nil
        }
        return (new - old) / abs(old)
    }

    private static func number(_ text: String) -> Double? {
        guard let number = WrittenNumber(whole: text) else { return nil }
        return text.hasPrefix("−") || text.hasPrefix("-") ? -number.value : number.value
    }
}
