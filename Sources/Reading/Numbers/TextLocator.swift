import Manuscript

/// Finds the texts of a chapter's tree in its source again, from one to the next.
struct TextLocator {
    private let file: String
    private let lines: TextColumns
    /// Both from 0; the column in bytes.
    private var line = 0
    private var column = 0
    /// No text is farther away than so many lines and bytes: what the tree has none of, such as a cell, is stepped
    /// over.
    private static let reach = (lines: 80, bytes: 4_000)

    init(_ chapter: Chapter) {
        file = chapter.file
        lines = TextColumns(chapter.source)
    }

    /// The place after everything found so far.
    var place: SourceLocation { location(line, byte: column) }

    /// Goes on from a place that is known.
    mutating func move(to location: SourceLocation) {
        guard location.file == file else { return }
        line = location.line - 1
        guard let letters = location.column.map({ $0 - 1 }) else {
            column = 0
            return
        }
        column = lines.has(line: line) ? lines.bytes(ofFirst: letters, line: line) : letters
    }

    /// Where the next such text begins; nil, and nothing moves, where it is not written letter by letter.
    mutating func find(_ text: String) -> SourceLocation? {
        var text = text
        let found = text.withUTF8 { place(of: $0) }
        guard let found else { return nil }
        (line, column) = (found.line, found.end)
        return location(found.line, byte: found.start)
    }

    private func place(of wanted: UnsafeBufferPointer<UInt8>) -> (line: Int, start: Int, end: Int)? {
        guard let first = wanted.first else { return nil }
        var left = Self.reach.bytes
        for number in line..<max(line, min(line + Self.reach.lines, lines.lineCount)) where left > 0 {
            let start = number == line ? column : 0
            let found = lines[number].withContiguousStorageIfAvailable { bytes -> (Int, Int)? in
                let end = min(bytes.count, start + left + wanted.count)
                left -= max(0, end - start)
                guard start < end else { return nil }
                for place in start..<end where bytes[place] == first || Self.quotes.contains(bytes[place]) {
                    if let behind = Self.end(of: wanted, in: bytes, place..<end) { return (place, behind) }
                }
                return nil
            }
            if let (start, end) = found ?? nil { return (number, start, end) }
        }
        return nil
    }

    private static let quotes = "\"'".utf8

    /// Where a text that begins at a place ends, if it does begin there. Markdown has made curly quotes of straight
    /// ones.
    private static func end(
        of wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Int? {
        var (place, index) = (range.lowerBound, 0)
        while index < wanted.count {
            guard place < range.upperBound else { return nil }
            if bytes[place] == wanted[index] {
                index += 1
            } else if quotes.contains(bytes[place]), index + 2 < wanted.count,
                isCurly(wanted[index], wanted[index + 1], wanted[index + 2], bytes[place])
            {
                index += 3
            } else {
                return nil
            }
            place += 1
        }
        return place
    }

    /// Whether three bytes are the quote, opening or closing, that was made of a straight one: U+2018, U+2019, U+201C
    /// or U+201D.
    private static func isCurly(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ straight: UInt8) -> Bool {
        guard first == 0xE2, second == 0x80 else { return false }
        return straight == 0x27 ? third == 0x98 || third == 0x99 : third == 0x9C || third == 0x9D
    }

    private func location(_ line: Int, byte column: Int) -> SourceLocation {
        let letters = lines.has(line: line) ? lines.characters(inFirst: column, line: line) : column
        return SourceLocation(file: file, line: line + 1, column: letters + 1)
    }
}
