/// Where what is masked ends.
extension JoinedLines {
    /// Where the same number of backticks stands again.
    func endOfCode(from start: Int, fence: Int) -> Int? {
        endOfCode(from: start, fence: fence, before: blockEnd(after: start - 1))
    }

    func endOfDisplay(from start: Int) -> Int? {
        var index = start
        while index + 1 < text.count {
            if text[index] == "$", text[index + 1] == "$" { return index }
            index += text[index] == "\\" ? 2 : 1
        }
        return nil
    }

    /// Pandoc's rule: no blank after the opening dollar nor before the closing one, and no digit after that.
    func endOfMathematics(from start: Int) -> Int? {
        guard let first = character(at: start), !first.isWhitespace else { return nil }
        let limit = blockEnd(after: start - 1)
        var index = start
        while index < limit, text[index] != "$" { index += text[index] == "\\" ? 2 : 1 }
        guard index < limit, !text[index - 1].isWhitespace else { return nil }
        return character(at: index + 1)?.isNumber == true ? nil : index
    }

    /// Where the bracket closes, unless it holds another one or is the text of a link.
    func endOfCitation(from start: Int) -> Int? {
        let inside = text[start..<blockEnd(after: start - 1)].prefix { $0 != "]" && $0 != "[" }
        guard character(at: inside.endIndex) == "]" else { return nil }
        let next = character(at: inside.endIndex + 1)
        return next == "(" || next == "[" ? nil : inside.endIndex
    }

    private static let longestLabel = 1000

    /// The label of `{#label}` and the position after it.
    package func label(at start: Int) -> (String, Int)? {
        guard character(at: start) == "{", character(at: start + 1) == "#" else { return nil }
        let name = text[(start + 2)...].prefix(Self.longestLabel).prefix { $0 != "}" && !$0.isWhitespace }
        return name.isEmpty || character(at: name.endIndex) != "}" ? nil : (String(name), name.endIndex + 1)
    }
}
