/// Lines that follow each other without a blank or verbatim line between, as one text with a way back to the lines.
package struct JoinedLines {
    /// A place in the lines; both from 0.
    struct Position: Equatable {
        var line: Int
        var column: Int
    }

    /// The places of characters, by the characters before each line.
    struct Positions {
        fileprivate let lineStarts: [Int]

        subscript(index: Int) -> Position {
            let line = lineStarts.partitioningIndex { $0 > index } - 1
            return Position(line: line, column: index - lineStarts[line])
        }
    }

    /// What a range covers of one line.
    package struct Part: Equatable {
        package var line: Int
        /// The line's indentation and quote marks before the covered text.
        package var kept: String
        var covered: String
    }

    package let lines: [SourceLine]
    /// The lines, joined by line ends.
    package let text: [Character]
    /// The place of every character of the text, and of its end.
    let positions: Positions
    private let blockStarts: [Int]
    /// The places of all closing braces.
    private let closingBraces: [Int]
    /// The places of all backticks in a row, by their number.
    private let codeMarks: [Int: [Int]]

    init(_ lines: ArraySlice<SourceLine>) {
        self.lines = Array(lines)
        var (text, lineStarts, blockStarts) = ([Character](), [Int](), [Int]())
        for line in lines {
            if !lineStarts.isEmpty { text.append("\n") }
            if line.startsBlock { blockStarts.append(text.count) }
            lineStarts.append(text.count)
            text += line.text.letters
        }
        self.text = text
        self.blockStarts = blockStarts
        positions = Positions(lineStarts: lineStarts)
        closingBraces = text.indices.filter { [text] in text[$0] == "}" }
        codeMarks = Self.codeMarks(in: text)
    }

    private static func codeMarks(in text: [Character]) -> [Int: [Int]] {
        var (marks, index) = ([Int: [Int]](), 0)
        while let start = text[index...].firstIndex(of: "`") {
            index = text[start...].firstIndex { $0 != "`" } ?? text.count
            marks[index - start, default: []].append(start)
        }
        return marks
    }

    package func character(at index: Int) -> Character? { text.indices.contains(index) ? text[index] : nil }

    /// Where the block that holds a position ends.
    func blockEnd(after position: Int) -> Int {
        let next = blockStarts.partitioningIndex { $0 > position }
        return next < blockStarts.count ? blockStarts[next] : text.count
    }

    /// The next closing brace behind a position.
    func closingBrace(after position: Int) -> Int? {
        let next = closingBraces.partitioningIndex { $0 > position }
        return next < closingBraces.count ? closingBraces[next] : nil
    }

    /// Where as many backticks stand in a row again, before a limit.
    func endOfCode(from start: Int, fence: Int, before limit: Int) -> Int? {
        let marks = codeMarks[fence] ?? []
        let next = marks.partitioningIndex { $0 >= start }
        return next < marks.count && marks[next] < limit ? marks[next] : nil
    }

    /// What a range covers, line by line. A further line keeps its indentation and the marks of the quotes that hold
    /// the first one, so that Markdown sees it in the same container and a formula does not see them.
    package func parts(of range: Range<Int>) -> [Part] {
        let (start, end) = (positions[range.lowerBound], positions[range.upperBound])
        return (start.line...end.line).map { number in
            let count = lineLength(number)
            let last = number == end.line ? end.column : count
            let depth = lines[start.line].quoteDepth
            let first = number == start.line ? start.column : min(lines[number].textStart(quoteDepth: depth), last)
            let kept = number == start.line ? "" : string(ofLine: number, 0..<first)
            return Part(line: number, kept: kept, covered: string(ofLine: number, first..<last))
        }
    }

    /// Where the text of the line that starts at an index begins, behind the marks of the quotes that hold `first`.
    func textStart(ofLineAt index: Int, inQuotesOf first: Int) -> Int {
        let number = positions[index].line
        let depth = lines[positions[first].line].quoteDepth
        return index + min(lines[number].textStart(quoteDepth: depth), lineLength(number))
    }

    /// What a range covers, without quote marks and indentation of further lines.
    package func string(_ range: Range<Int>, separator: String = "\n") -> String {
        parts(of: range).map(\.covered).joined(separator: separator).trimmingBlanks
    }

    /// The lines with tokens in the place of ranges. `token` is given a range's number and one of its parts.
    package func replacing(_ ranges: [Range<Int>], by token: (Int, Part) -> String) -> [String] {
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
        guard !range.isEmpty else { return }
        let last = positions[range.upperBound - 1].line
        for line in positions[range.lowerBound].line...last {
            let start = positions.lineStarts[line]
            let part = max(range.lowerBound - start, 0)..<min(range.upperBound - start, lineLength(line))
            if !part.isEmpty { result[line] += string(ofLine: line, part) }
        }
    }

    private func lineLength(_ line: Int) -> Int {
        let end = line + 1 < lines.count ? positions.lineStarts[line + 1] - 1 : text.count
        return end - positions.lineStarts[line]
    }

    /// The letters of some columns of a line.
    private func string(ofLine line: Int, _ columns: Range<Int>) -> String {
        let bytes = lines[line].text.utf8
        guard bytes.count == lineLength(line) else {
            let start = positions.lineStarts[line]
            return String(text[start + columns.lowerBound..<start + columns.upperBound])
        }
        // A byte a character.
        let first = bytes.index(bytes.startIndex, offsetBy: columns.lowerBound)
        return String(lines[line].text[first..<bytes.index(first, offsetBy: columns.count)])
    }
}
