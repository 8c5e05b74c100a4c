import Foundation
import Manuscript
import Reading

/// `chapters/accepted.txt`: the numbers that the author has looked at and found right, one per line and sorted, so that
/// a version control system shows what a change of the book has changed in them.
public struct AcceptedNumbers: Equatable, Sendable {
    public static let file = "chapters/accepted.txt"

    /// In the order of the file.
    public private(set) var numbers: [ShownNumber] = []

    package init(_ numbers: [ShownNumber] = []) { self.numbers = numbers.sorted(by: Self.isBefore) }

    /// Nothing where there is no such file.
    ///
    /// - Throws: ``BookError`` that names the first line that is none of such a file.
    public init(book folder: URL) throws(BookError) {
        let files = BookFolder(folder: folder)
        guard files.exists(Self.file) else { return }
        // As for a chapter: an editor or a version control system may have written other line ends.
        let text = CleanText(try files.text(of: Self.file), file: Self.file).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4 else {
                throw BookError(
                    code: .badNumbers, at: SourceLocation(file: Self.file, line: index + 1),
                    "this line is not chapter, place, data set and value with tabs between",
                    help: "take the file back from version control, or remove the line and run `aebook accept`")
            }
            numbers.append(ShownNumber(chapter: fields[0], place: fields[1], data: fields[2], value: fields[3]))
        }
        numbers.sort(by: Self.isBefore)
    }

    /// - Throws: an error of the file system.
    public func write(book folder: URL) throws {
        let lines = numbers.map { [$0.chapter, $0.place, $0.data, $0.value].joined(separator: "\t") }
        let text = ([Self.heading] + lines).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: BookFolder(folder: folder).place(of: Self.file), options: .atomic)
    }

    private static let heading =
        "# The book's numbers as they were last accepted: chapter, place, data set, value. "
        + "`aebook diff` compares, `aebook accept` writes."

    private static func isBefore(_ left: ShownNumber, _ right: ShownNumber) -> Bool {
        [left.chapter, left.place, left.data].lexicographicallyPrecedes([right.chapter, right.place, right.data])
    }
}

extension AcceptedNumbers {
    /// With what these chapters show now, in place of what they showed from the same data; numbers of other data stay.
    ///
    /// - Parameter all: the names of all chapters of the book; numbers of others go.
    func accepting(_ shown: [ShownNumber], of chapters: Set<String>, data: String, all: Set<String>)
        -> AcceptedNumbers
    {
        let kept = numbers.filter { all.contains($0.chapter) && !(chapters.contains($0.chapter) && $0.data == data) }
        return AcceptedNumbers(kept + shown)
    }
}
