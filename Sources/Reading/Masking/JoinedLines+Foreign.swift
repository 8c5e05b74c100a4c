/// How other systems write formulas, and how links end.
extension JoinedLines {
    /// The environments that stand for a formula by themselves.
    private static let environments = ["equation", "align", "gather", "alignat"]
    /// What a link's title stands between.
    private static let titleMarks: [Character: Character] = ["\"": "\"", "'": "'", "(": ")"]

    /// Whether the backslash and the bracket stand behind a position, in the same block.
    func holdsEnd(_ bracket: Character, of position: Int) -> Bool {
        end(bracket, of: position) != nil
    }

    private func end(_ bracket: Character, of position: Int) -> Int? {
        let limit = blockEnd(after: position)
        var index = position + 2
        while index + 1 < limit {
            if text[index] == "\\" {
                if text[index + 1] == bracket { return index + 2 }
                index += 1
            }
            index += 1
        }
        return nil
    }

    /// Whether a block begins at a position and ends with the backslash and the bracket.
    func isParagraph(from position: Int, to bracket: Character) -> Bool {
        guard isLineStart(position), let end = end(bracket, of: position) else { return false }
        return text[end..<blockEnd(after: position)].allSatisfy { $0.isBlank || $0.isNewline }
    }

    private func isLineStart(_ position: Int) -> Bool {
        let place = positions[position]
        return place.column == lines[place.line].textStart(quoteDepth: lines[place.line].quoteDepth)
    }

    /// The position behind the `\end{…}` of the environment whose `\begin{…}` stands at a position; nil where there is
    /// no such thing.
    func endOfEnvironment(at position: Int) -> Int? {
        guard let (name, start) = environment("begin", at: position),
            Self.environments.contains(name.hasSuffix("*") ? String(name.dropLast()) : name)
        else { return nil }
        var index = start
        while index < text.count {
            if text[index] == "\\" {
                if let (other, end) = environment("end", at: index), other == name { return end }
                index += 1
            }
            index += 1
        }
        return nil
    }

    /// The name in `\command{name}`, and the position behind it.
    private func environment(_ command: String, at position: Int) -> (name: String, end: Int)? {
        let mark = Array("\\\(command){")
        guard text[position...].starts(with: mark) else { return nil }
        let name = text[(position + mark.count)...].prefix { $0.isLetter || $0 == "*" }
        return character(at: name.endIndex) == "}" ? (String(name), name.endIndex + 1) : nil
    }

    /// Whether the parenthesis at a position holds an address, and perhaps a title, as that of a link does.
    func isLinkEnd(at position: Int) -> Bool {
        let limit = blockEnd(after: position)
        var index = endOfSpace(from: position + 1, limit)
        guard let behind = endOfAddress(from: index, limit) else { return false }
        index = endOfSpace(from: behind, limit)
        if index > behind, index < limit, let close = Self.titleMarks[text[index]] {
            guard let end = endOfTitle(close, from: index + 1, limit) else { return false }
            index = endOfSpace(from: end, limit)
        }
        return index < limit && text[index] == ")"
    }

    private func endOfSpace(from start: Int, _ limit: Int) -> Int {
        var index = start
        while index < limit, text[index].isBlank || text[index].isNewline { index += 1 }
        return index
    }

    private func endOfAddress(from start: Int, _ limit: Int) -> Int? {
        guard start < limit else { return nil }
        var (index, depth) = (start, 0)
        let isPointed = text[start] == "<"
        if isPointed { index += 1 }
        while index < limit {
            switch text[index] {
            case "\\": index += 1
            case ">" where isPointed: return index + 1
            case let character where isPointed: if character.isNewline || character == "<" { return nil }
            case "(": depth += 1
            case ")" where depth == 0: return index
            case ")": depth -= 1
            case let character where character.isBlank || character.isNewline: return depth == 0 ? index : nil
            default: break
            }
            index += 1
        }
        return nil
    }

    private func endOfTitle(_ close: Character, from start: Int, _ limit: Int) -> Int? {
        var index = start
        while index < limit, text[index] != close { index += text[index] == "\\" ? 2 : 1 }
        return index < limit ? index + 1 : nil
    }
}
