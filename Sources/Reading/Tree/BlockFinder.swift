/// Finds texts in the lines of a block, each behind the one before it, so that a block of many is gone through once.
package struct BlockFinder {
    private var block = 1...1
    /// Behind the last text that was found; the line from 1, the column from 0.
    private var line = 1
    private var column = 0
    /// The letters of the line that was looked at last.
    private var known: (line: Int, letters: [Character]) = (0, [])

    /// How many letters are looked at for one text: a text that is written otherwise stands nowhere.
    private static let reach = 20_000

    /// The first line from the last place on that holds a text, or else the first in the block; nil where none does.
    package mutating func line(of text: String, in block: ClosedRange<Int>, of lines: [SourceLine]) -> Int? {
        if block != self.block { (self.block, line, column) = (block, block.lowerBound, 0) }
        let wanted = text.letters
        guard !wanted.isEmpty else { return block.lowerBound }
        for start in [(line: line, column: column), (block.lowerBound, 0)] {
            guard let found = place(of: wanted, from: start, to: block.upperBound, of: lines) else { continue }
            (line, column) = (found.line, found.column + wanted.count)
            return line
        }
        return nil
    }

    private mutating func place(
        of wanted: [Character], from start: (line: Int, column: Int), to end: Int, of lines: [SourceLine]
    ) -> (line: Int, column: Int)? {
        var (number, first, left) = (start.line, start.column, Self.reach)
        while number <= end, left > 0, lines.indices.contains(number - 1) {
            if known.line != number { known = (number, lines[number - 1].characters) }
            let letters = known.letters
            let last = min(letters.count - wanted.count, first + left)
            if first <= last, let column = (first...last).first(where: { letters[$0...].starts(with: wanted) }) {
                return (number, column)
            }
            left -= letters.count - first + 1
            (number, first) = (number + 1, 0)
        }
        return nil
    }
}
