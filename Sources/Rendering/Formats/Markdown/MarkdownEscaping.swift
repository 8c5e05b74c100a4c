import Running

/// What keeps a text a text in Markdown.
package enum MarkdownEscaping {
    /// - Parameter isFollowed: whether something else follows in the line.
    package static func escaped(_ text: String, isFollowed: Bool = false) -> String {
        let letters = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for place in letters.indices {
            let after = place + 1 < letters.count ? letters[place + 1] : nil
            let before = place > 0 ? letters[place - 1] : nil
            if let written = written(letters[place], before, after, isFollowed: isFollowed) {
                result.append(contentsOf: written.unicodeScalars)
            } else {
                result.append(letters[place])
            }
        }
        return String(result)
    }

    /// Nil for a letter that stands for itself.
    private static func written(
        _ letter: Unicode.Scalar, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?, isFollowed: Bool
    ) -> String? {
        switch letter {
        case "\\", "`", "*", "[", "]", "~", "|": return "\\\(letter)"
        case "<": return "&lt;"
        // Two of them would begin and end a formula; an element between keeps them apart.
        case "$": return "<span>&#36;</span>"
        case "&": return after.map { $0 == "#" || isWord($0) } ?? isFollowed ? "&amp;" : nil
        case "_": return isWord(before) && isWord(after) ? nil : "\\_"
        case "!": return after == nil && isFollowed ? "\\!" : nil
        // An address that the author did not make a link is none.
        case ":": return after == "/" ? "\\:" : nil
        case "\n", "\r": return " "
        case "\0": return "\u{FFFD}"
        default: return nil
        }
    }

    private static func isWord(_ letter: Unicode.Scalar?) -> Bool {
        letter.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }

    /// The lines of a paragraph, of which none begins a block of another kind.
    package static func paragraph(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(String($0.drop { $0 == " " || $0 == "\t" })) }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func line(_ text: String) -> String {
        var text = text
        while text.last == " " || text.last == "\t" { text.removeLast() }
        switch text.first {
        case "#", ">", "-", "+", "=": return "\\" + text
        case ":": return text.dropFirst().first == "-" ? "\\" + text : text
        default: break
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, let mark = text[digits.endIndex...].first, mark == "." || mark == ")" else {
            return text
        }
        return "\(digits)\\\(text[digits.endIndex...])"
    }

    /// Code in a line: between more backticks than it holds in a row.
    package static func code(_ code: String) -> String {
        let code = String(code.map { $0.isNewline ? " " : $0 })
        guard !code.isEmpty else { return "" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: code) + 1)
        // A blank at each end is no part of the code.
        let isPadded =
            code.hasPrefix("`") || code.hasSuffix("`")
            || code.hasPrefix(" ") && code.hasSuffix(" ") && code.contains { $0 != " " }
        return isPadded ? "\(fence) \(code) \(fence)" : "\(fence)\(code)\(fence)"
    }

    /// Code on lines of its own.
    static func fenced(_ code: String, _ language: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: code) + 1))
        let word = language.filter { !$0.isWhitespace && $0 != "`" }
        let end = code.isEmpty || code.last?.isNewline == true ? "" : "\n"
        return "\(fence)\(word)\n\(code)\(end)\(fence)"
    }

    private static func longestRun(of mark: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for letter in text {
            run = letter == mark ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }

    /// An address between the parentheses of a link.
    static func destination(_ address: String, title: String) -> String {
        let isPlain = !address.isEmpty && address.allSatisfy { !$0.isWhitespace && !"()<>\\".contains($0) }
        let place = isPlain ? address : "<\(bracketed(address))>"
        guard !title.isEmpty else { return place }
        let words = escaped(title).replacing("\"", with: "\\\"").replacing("<span>&#36;</span>", with: "&#36;")
        return "\(place) \"\(words)\""
    }

    private static func bracketed(_ address: String) -> String {
        address.map { letter in
            letter.isNewline ? "" : "\\<>".contains(letter) ? "\\\(letter)" : "\(letter)"
        }.joined()
    }
}
