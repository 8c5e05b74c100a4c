/// The lines of a text, with a way between bytes and characters in each that takes no longer the longer the line is.
package struct TextColumns: Sendable {
    private struct Line: Sendable {
        let text: Substring.UTF8View
        /// The bytes before every so many characters; nil where a byte is a character.
        let marks: [Int]?

        static let step = 64

        init(_ line: Substring) {
            text = line.utf8
            marks = text.allSatisfy { $0 < 0x80 && $0 != 0x0D } ? nil : Self.marks(in: line)
        }

        private static func marks(in line: Substring) -> [Int] {
            var (marks, bytes) = ([Int](), 0)
            for (number, character) in line.enumerated() {
                if number % step == 0 { marks.append(bytes) }
                bytes += character.utf8.count
            }
            return marks
        }

        func rest(from byte: Int) -> Substring { Substring(text[text.index(text.startIndex, offsetBy: byte)...]) }
    }

    private let lines: [Line]

    package init(_ text: String) { lines = text.linesOfText.map(Line.init) }

    package var lineCount: Int { lines.count }

    /// The bytes of a line, from 0.
    package subscript(line: Int) -> Substring.UTF8View { lines[line].text }

    package func has(line: Int) -> Bool { lines.indices.contains(line) }

    /// How many bytes so many characters at the beginning of a line have, at most all of them.
    package func bytes(ofFirst characters: Int, line: Int) -> Int {
        let line = lines[line]
        guard let marks = line.marks else { return max(0, min(characters, line.text.count)) }
        let mark = max(0, characters) / Line.step
        guard marks.indices.contains(mark) else { return line.text.count }
        return marks[mark] + line.rest(from: marks[mark]).prefix(max(0, characters) % Line.step).utf8.count
    }

    /// How many characters so many bytes at the beginning of a line are; one that goes on behind them counts.
    package func characters(inFirst bytes: Int, line: Int) -> Int {
        let line = lines[line]
        let bytes = max(0, min(bytes, line.text.count))
        guard let marks = line.marks, bytes > 0 else { return bytes }
        let mark = marks.partitioningIndex { $0 >= bytes } - 1
        let rest = line.text.dropFirst(marks[mark]).prefix(bytes - marks[mark])
        return mark * Line.step + String(decoding: rest, as: UTF8.self).count
    }
}
