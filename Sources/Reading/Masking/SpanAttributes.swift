/// What stands in the braces behind a bracketed text, as in `[28]{.constant}` or `[few]{claim="n < 3"}`: Pandoc's
/// attributes.
package struct SpanAttributes: Equatable {
    /// `key="value"`, and where the value begins: lines after the brace's, and the column from 1.
    package struct Value: Equatable {
        package let key: String
        package let text: String
        let linesAfter: Int
        package let column: Int

        package init(key: String, text: String, linesAfter: Int, column: Int) {
            self.key = key
            self.text = text
            self.linesAfter = linesAfter
            self.column = column
        }
    }

    /// `.name`, without the full stop.
    package var classes: [String] = []
    package var values: [Value] = []
    /// What is neither.
    package var others: [String] = []

    init() {}
}

extension JoinedLines {
    /// The attributes whose opening brace stands at a position, and the position after the closing one; nil where the
    /// brace is not closed in its block, or begins a label.
    package func attributes(at start: Int) -> (SpanAttributes, end: Int)? {
        guard character(at: start) == "{", character(at: start + 1) != "#", closingBrace(after: start) != nil else {
            return nil
        }
        var reader = AttributeReader(lines: self, start: start)
        return reader.read().map { ($0, reader.position) }
    }
}

/// Reads one pair of braces.
private struct AttributeReader {
    let lines: JoinedLines
    let start: Int
    private var limit: Int
    private(set) var position: Int

    init(lines: JoinedLines, start: Int) {
        self.lines = lines
        self.start = start
        limit = lines.blockEnd(after: start)
        position = start + 1
    }

    mutating func read() -> SpanAttributes? {
        var attributes = SpanAttributes()
        while position < limit {
            let character = lines.text[position]
            if character == "}" {
                position += 1
                return attributes
            }
            if character == "\n" {
                position = lines.textStart(ofLineAt: position + 1, inQuotesOf: start)
            } else if character.isWhitespace {
                position += 1
            } else {
                readWord(into: &attributes)
            }
        }
        return nil
    }

    private mutating func readWord(into attributes: inout SpanAttributes) {
        let word = String(lines.text[position..<limit].prefix { !$0.isWhitespace && $0 != "=" && $0 != "}" })
        position += word.count
        if !word.isEmpty, !word.hasPrefix("."), position < limit, lines.text[position] == "=" {
            position += 1
            attributes.values.append(value(of: word))
        } else if word.hasPrefix("."), word.count > 1 {
            attributes.classes.append(String(word.dropFirst()))
        } else {
            // A lone `=` is a word too, so that reading goes on.
            attributes.others.append(word.isEmpty ? "=" : word)
            if word.isEmpty { position += 1 }
        }
    }

    /// Between quotes of either kind, in which a backslash goes before another quote; or up to the next blank.
    private mutating func value(of key: String) -> SpanAttributes.Value {
        let quote = position < limit ? lines.text[position] : " "
        guard quote == "\"" || quote == "'" else {
            let begin = position
            position += lines.text[position..<limit].prefix { !$0.isWhitespace && $0 != "}" }.count
            return value(key, lines.string(begin..<position), from: begin)
        }
        let begin = position + 1
        if let close = closingBrace(after: begin, quote) { limit = max(limit, close + 1) }
        let end = min(self.end(of: quote, from: begin, before: limit), limit)
        position = min(end + 1, limit)
        let text = lines.string(begin..<end).replacing("\\\(quote)", with: "\(quote)")
        return value(key, text, from: begin)
    }

    private func end(of quote: Character, from begin: Int, before limit: Int) -> Int {
        var end = begin
        while end < limit, lines.text[end] != quote { end += lines.text[end] == "\\" ? 2 : 1 }
        return end
    }

    /// Where the braces close behind a value, at once or after further attributes: then lines of the value that look like
    /// a list or a quote, as `* b` and `> b` do, belong to it.
    private func closingBrace(after begin: Int, _ quote: Character) -> Int? {
        let end = end(of: quote, from: begin, before: lines.text.count)
        guard let behind = lines.character(at: end + 1), behind == "}" || behind.isWhitespace else { return nil }
        return lines.closingBrace(after: end)
    }

    private func value(_ key: String, _ text: String, from begin: Int) -> SpanAttributes.Value {
        let blanks = lines.text[begin..<limit].prefix(while: \.isBlank).count
        let place = lines.positions[min(begin + blanks, lines.text.count)]
        return SpanAttributes.Value(
            key: key, text: text, linesAfter: place.line - lines.positions[start].line, column: place.column + 1)
    }
}
