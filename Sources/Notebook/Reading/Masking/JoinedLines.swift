/// Lines that follow each other without a blank or verbatim line between, as one text with a way back to the lines.
struct JoinedLines {
    /// A place in the lines; both from 0.
    struct Position: Equatable {
        var line: Int
        var column: Int
    }

    /// What a range covers of one line.
    struct Part: Equatable {
        var line: Int
        /// The line's indentation and quote marks before the covered text.
        var kept: String
        var covered: String
    }

    let lines: [SourceLine]
    /// The lines, joined by line ends.
    let text: [Character]
    /// The place of every character of the text, and of its end.
    let positions: [Position]
    private let blockStarts: [Int]

    init(_ lines: ArraySlice<SourceLine>) {
        self.lines = Array(lines)
        text = Array(lines.map(\.characters).joined(separator: ["\n"]))
        positions = lines.enumerated().flatMap { number, line in
            (0...line.characters.count).map { Position(line: number, column: $0) }
        }
        var (starts, start) = ([Int](), 0)
        for line in lines {
            if line.startsBlock { starts.append(start) }
            start += line.characters.count + 1
        }
        blockStarts = starts
    }

    func character(at index: Int) -> Character? { text.indices.contains(index) ? text[index] : nil }

    /// Where the block that holds a position ends.
    func blockEnd(after position: Int) -> Int {
        var (low, high) = (0, blockStarts.count)
        while low < high {
            let middle = (low + high) / 2
            if blockStarts[middle] > position { high = middle } else { low = middle + 1 }
        }
        return low < blockStarts.count ? blockStarts[low] : text.count
    }

    /// What a range covers, line by line. A further line keeps its indentation and the marks of the quotes that hold
    /// the first one, so that Markdown sees it in the same container and a formula does not see them.
    func parts(of range: Range<Int>) -> [Part] {
        let (start, end) = (positions[range.lowerBound], positions[range.upperBound])
        return (start.line...end.line).map { number in
            let characters = lines[number].characters
            let last = number == end.line ? end.column : characters.count
            let depth = lines[start.line].quoteDepth
            let first = number == start.line ? start.column : min(lines[number].textStart(quoteDepth: depth), last)
            let kept = number == start.line ? "" : String(characters[..<first])
            return Part(line: number, kept: kept, covered: String(characters[first..<last]))
        }
    }

    /// What a range covers, without quote marks and indentation of further lines.
    func string(_ range: Range<Int>, separator: String = "\n") -> String {
        parts(of: range).map(\.covered).joined(separator: separator).trimmingBlanks
    }

    /// The lines with tokens in the place of ranges. `token` is given a range's number and one of its parts.
    func replacing(_ ranges: [Range<Int>], by token: (Int, Part) -> String) -> [String] {
        var result = Array(repeating: "", count: lines.count)
        var done = 0
        for (number, range) in ranges.enumerated() {
            copy(done..<range.lowerBound, into: &result)
            for part in parts(of: range) { result[part.line] += part.kept + token(number, part) }
            done = range.upperBound
        }
        copy(done..<text.count, into: &result)
        return result
    }

    private func copy(_ range: Range<Int>, into result: inout [String]) {
        for index in range where text[index] != "\n" { result[positions[index].line].append(text[index]) }
    }
}

extension StringProtocol {
    /// Without spaces, tabs and line ends at both ends.
    var trimmingBlanks: String {
        let start = firstIndex { !$0.isBlank && !$0.isNewline } ?? endIndex
        let end = self[start...].lastIndex { !$0.isBlank && !$0.isNewline }.map(index(after:)) ?? start
        return String(self[start..<end])
    }
}
