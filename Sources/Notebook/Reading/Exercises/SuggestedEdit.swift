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
    public func isMade(in text: String) -> Bool {
        occurrences(in: text) == 0 && !places(of: new, in: lines(of: text)).isEmpty
    }

    /// How often the old lines stand one after the other in a text.
    public func occurrences(in text: String) -> Int { places(of: old, in: lines(of: text)).count }

    /// The text with the new lines in place of the old ones; nil where those do not stand there exactly once.
    public func applied(to text: String) -> String? {
        var lines = lines(of: text)
        let places = places(of: old, in: lines)
        guard places.count == 1, let start = places.first else { return nil }
        lines.replaceSubrange(start..<start + old.count, with: new)
        return lines.joined(separator: "\n")
    }

    private func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0.drop(suffix: "\r")) }
    }

    private func places(of wanted: [String], in lines: [String]) -> [Int] {
        guard !wanted.isEmpty, lines.count >= wanted.count else { return [] }
        return (0...(lines.count - wanted.count)).filter { lines[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}

extension Substring {
    fileprivate func drop(suffix: String) -> Substring { hasSuffix(suffix) ? dropLast(suffix.count) : self }
}
