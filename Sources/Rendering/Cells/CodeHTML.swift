import Markup

/// Code as it stands on a page: colored where it is Swift, numbered where it is long.
struct CodeHTML {
    let code: String
    let language: String
    /// The number of the first line; nil for code that is numbered from 1, and only where it is long.
    var firstLine: Int? = nil
    /// Places of the lines that an error names, from 0.
    var marked: Set<Int> = []

    /// The anchor; nil for none.
    var identifier: String? = nil

    private static let longestUnnumbered = 15

    var html: HTML {
        let lines = self.lines
        let isNumbered = firstLine != nil || lines.count > Self.longestUnnumbered
        let className: HTML = isNumbered ? "code numbered" : "code"
        let start: HTML = firstLine.map { " style=\"--first-line: \($0)\"" } ?? .empty
        let languageClass: HTML = language.isEmpty ? .empty : " class=\"language-\(language)\""
        let anchor: HTML = identifier.map { " id=\"\($0)\"" } ?? .empty
        return """
            <div class="\(className)"\(anchor)\(start)><pre><code\(languageClass)>\(numbered(lines))</code></pre></div>
            """
    }

    /// The anchor of a running cell's code.
    static func anchor(_ cell: Int) -> String { "code.\(cell + 1)" }

    private var lines: [HTML] {
        if language == "swift" { return SwiftColors.lines(code) }
        var code = code
        while code.last?.isNewline == true { code.removeLast() }
        return code.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)" }
    }

    private func numbered(_ lines: [HTML]) -> HTML {
        lines.enumerated().map { index, line -> HTML in
            "<span class=\"\(className(index))\">\(line)</span>"
        }.joined(separator: "\n")
    }

    private func className(_ line: Int) -> HTML {
        if marked.contains(line) { return "line marked" }
        guard language == "diff" else { return "line" }
        let text = code.split(separator: "\n", omittingEmptySubsequences: false)
        return switch text[line].first {
        case "-": "line removed"
        case "+": "line added"
        default: "line"
        }
    }
}
