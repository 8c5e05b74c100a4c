/// A line of Markdown as far as masking must know it: what contains it, and whether a paragraph may run on into it.
struct SourceLine: Equatable {
    enum Kind: Equatable {
        case blank
        case text
        /// A fence, what stands between fences, and comments over several lines.
        case verbatim
    }

    let characters: [Character]
    var kind: Kind
    /// How many quotes (`>`) hold the line.
    let quoteDepth: Int
    /// Whether the line begins a block of its own: a list item, a heading, a table row, a footnote, a deeper quote.
    var startsBlock: Bool
    /// The line after its quotes, list markers and indentation.
    let content: ArraySlice<Character>

    init(_ line: Substring) {
        let characters = Array(line)
        var (start, depth, hasMarker) = (0, 0, false)
        while true {
            start = characters[start...].firstIndex { !$0.isBlank } ?? characters.count
            if start < characters.count, characters[start] == ">" {
                (start, depth) = (start + 1, depth + 1)
            } else if let length = Self.listMarkerLength(characters[start...]) {
                (start, hasMarker) = (start + length, true)
            } else {
                break
            }
        }
        self.characters = characters
        quoteDepth = depth
        content = characters[start...]
        kind = content.isEmpty && !hasMarker ? .blank : .text
        startsBlock = hasMarker || Self.startsBlock(content)
    }

    /// Where the text begins after blanks and at most `depth` quotes: what a display formula's further lines lose.
    func textStart(quoteDepth depth: Int) -> Int {
        var (start, found) = (0, 0)
        while start < characters.count {
            if characters[start] == ">", found < depth {
                found += 1
            } else if !characters[start].isBlank {
                break
            }
            start += 1
        }
        return start
    }

    private static func listMarkerLength(_ text: ArraySlice<Character>) -> Int? {
        guard let first = text.first else { return nil }
        let digits = text.prefix(9).prefix { $0.isASCII && $0.isNumber }.count
        let length = digits == 0 ? 1 : digits + 1
        guard text.count >= length, digits == 0 ? "-+*".contains(first) : ".)".contains(text[text.startIndex + digits])
        else { return nil }
        let after = text.dropFirst(length).first
        return after == nil || after?.isBlank == true ? length : nil
    }

    private static func startsBlock(_ content: ArraySlice<Character>) -> Bool {
        if content.first == "|" || content.starts(with: "[^") { return true }
        let marks = content.prefix { $0 == "#" }.count
        return (1...6).contains(marks) && (content.dropFirst(marks).first?.isBlank ?? true)
    }

    /// Whether the line is an ATX heading, which ends with it.
    var isHeading: Bool { content.first == "#" && startsBlock }
}

extension Character {
    /// A space or a tab.
    var isBlank: Bool { self == " " || self == "\t" }
}
