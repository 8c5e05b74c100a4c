/// A change to a chapter's own text that its author suggests to readers, written as a `diff` fence: lines that begin
/// with `-` go, lines that begin with `+` come, others stand around them.
public struct SuggestedEdit: Equatable, Sendable {
    /// The lines that the fence finds in the chapter, without their marks.
    public let old: [String]
    /// What takes their place.
    public let new: [String]
    /// A Swift expression that is true after the edit, at the chapter's end; nil where nothing is promised.
    public let expectation: String?
    /// The fence's.
    public let location: SourceLocation

    public init(old: [String], new: [String], expectation: String? = nil, location: SourceLocation) {
        self.old = old
        self.new = new
        self.expectation = expectation
        self.location = location
    }

    /// Whether the new lines stand in a text already, and the old ones do not.
    public func isMade(in text: String) -> Bool { isMade(in: EditedText(text)) }

    package func isMade(in text: EditedText) -> Bool { occurrences(in: text) == 0 && !text.places(of: new).isEmpty }

    /// How often the old lines stand one after the other in a text.
    public func occurrences(in text: String) -> Int { occurrences(in: EditedText(text)) }

    package func occurrences(in text: EditedText) -> Int { text.places(of: old).count }

    /// The text with the new lines in place of the old ones; nil where those do not stand there exactly once.
    public func applied(to text: String) -> String? {
        let text = EditedText(text)
        let places = text.places(of: old)
        guard places.count == 1, let start = places.first else { return nil }
        var lines = text.lines
        lines.replaceSubrange(start..<start + old.count, with: new)
        return lines.joined(separator: "\n")
    }
}

/// The lines of a text that edits are looked for in.
package struct EditedText {
    package let lines: [String]
    /// Where each line stands.
    private let numbers: [String: [Int]]

    package init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0.drop(suffix: "\r")) }
        numbers = Dictionary(grouping: lines.indices) { [lines] index in lines[index] }
    }

    /// Where these lines stand one after the other. The rarest of them tells where to look.
    package func places(of wanted: [String]) -> [Int] {
        let places = wanted.map { numbers[$0] ?? [] }
        guard let rarest = places.indices.min(by: { places[$0].count < places[$1].count }) else { return [] }
        return places[rarest].map { $0 - rarest }.filter { start in
            start >= 0 && start + wanted.count <= lines.count
                && lines[start..<start + wanted.count].elementsEqual(wanted)
        }
    }
}

extension Substring {
    fileprivate func drop(suffix: String) -> Substring { hasSuffix(suffix) ? dropLast(suffix.count) : self }
}
