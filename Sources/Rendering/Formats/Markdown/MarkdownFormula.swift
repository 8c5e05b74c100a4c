/// A formula in Markdown, as TeX between dollar signs.
package struct MarkdownFormula {
    let tex: String
    let dialect: MarkdownDialect
    /// Whether it stands in a table, whose cells a bar would end.
    let isInTable: Bool

    /// - Parameter macros: the book's own commands, which nobody else knows.
    init(_ tex: String, macros: [String: String], _ dialect: MarkdownDialect, isInTable: Bool = false) {
        let expanded = TeXMacros.expanded(tex, by: macros)
        self.dialect = dialect
        self.isInTable = isInTable
        self.tex =
            isInTable ? expanded.replacing("\\|", with: "\\Vert ").replacing("|", with: "\\vert ") : expanded
    }

    /// In the line.
    var inline: String {
        let text = tex.split { $0.isWhitespace }.joined(separator: " ")
        return dialect == .jupyter || Self.isPlain(text) ? "$\(text)$" : "$`\(text)`$"
    }

    /// On lines of its own.
    ///
    /// - Parameter number: what it is numbered with; nil for none.
    func display(number: String?) -> String {
        let lines = tex.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
        let body = (lines + (number.map { ["\\tag{\($0)}"] } ?? [])).joined(separator: "\n")
        let isPlain = number == nil && lines.count == 1 && Self.isPlain(body)
        return dialect == .jupyter || isPlain ? "$$\n\(body)\n$$" : "```math\n\(body)\n```"
    }

    /// Whether Markdown takes nothing in it for mark-up: GitHub reads Markdown first, and formulas then.
    package static func isPlain(_ tex: String) -> Bool {
        var before: Character = " "
        for letter in tex {
            switch letter {
            case "*", "`", "<", "&", "~", "[", "]", "!", "$": return false
            case "_": if !isWord(before) { return false }
            default: if before == "\\", letter.isASCII, !isWord(letter) { return false }
            }
            before = letter
        }
        return before != "\\"
    }

    private static func isWord(_ letter: Character) -> Bool { letter.isLetter || letter.isNumber }
}
