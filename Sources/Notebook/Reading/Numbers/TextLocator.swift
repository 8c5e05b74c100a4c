/// Finds the texts of a chapter's tree in its source again, from one to the next.
struct TextLocator {
    private let file: String
    private let lines: [[Character]]
    /// Both from 0.
    private var line = 0
    private var column = 0
    /// No text is farther away than so many lines and letters: what the tree has none of, such as a cell, is stepped
    /// over.
    private static let reach = (lines: 80, letters: 4_000)

    init(_ chapter: Chapter) {
        file = chapter.file
        lines = chapter.source.linesOfText.map(Array.init)
    }

    /// The place after everything found so far.
    var place: SourceLocation { SourceLocation(file: file, line: line + 1, column: column + 1) }

    /// Goes on from a place that is known.
    mutating func move(to location: SourceLocation) {
        guard location.file == file else { return }
        (line, column) = (location.line - 1, location.column.map { $0 - 1 } ?? 0)
    }

    /// Where the next such text begins; nil, and nothing moves, where it is not written letter by letter.
    mutating func find(_ text: String) -> SourceLocation? {
        let wanted = Array(text)
        guard !wanted.isEmpty else { return nil }
        var letters = Self.reach.letters
        for number in line..<max(line, min(line + Self.reach.lines, lines.count)) where letters > 0 {
            let start = number == line ? column : 0
            let end = min(lines[number].count, start + letters + wanted.count)
            letters -= max(0, end - start)
            guard let found = place(of: wanted, in: lines[number][..<max(end, 0)], from: start) else { continue }
            (line, column) = (number, found + wanted.count)
            return SourceLocation(file: file, line: number + 1, column: found + 1)
        }
        return nil
    }

    private func place(of wanted: [Character], in line: ArraySlice<Character>, from start: Int) -> Int? {
        guard line.count - wanted.count >= start else { return nil }
        return (start...(line.count - wanted.count)).first { place in
            Self.isSame(line[place], wanted[0])
                && wanted.indices.dropFirst().allSatisfy { Self.isSame(line[place + $0], wanted[$0]) }
        }
    }

    /// Markdown has made curly quotes of straight ones.
    private static func isSame(_ written: Character, _ wanted: Character) -> Bool {
        if written == wanted { return true }
        return switch written {
        case "\"": wanted == "“" || wanted == "”"
        case "'": wanted == "‘" || wanted == "’"
        default: false
        }
    }
}
