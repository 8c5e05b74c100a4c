import Markup

/// What a cell printed or showed as text, as a terminal would show it in the end, and no longer than a reader will read.
package struct PrintedText {
    private let lines: [String]

    package static let longestText = 200
    /// Of a text of one line; the lines of a longer one share it.
    package static let longestLine = 20_000
    /// A line that is no longer is shown whole.
    private static let shortLine = 1000
    private static let shownAtStart = 120
    private static let shownAtEnd = 40

    package init(_ text: String) {
        // "\r\n" is one `Character`: lines are told apart by scalars.
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { TerminalLine.settled(String(String.UnicodeScalarView($0))) }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        self.lines = lines
    }

    package var isEmpty: Bool { lines.isEmpty }

    /// All of it.
    package var text: String { lines.joined(separator: "\n") }

    package var html: HTML { html(whole: nil) }

    /// - Parameter whole: the address of a file that holds all of it; nil where there is none.
    package func html(whole: String?) -> HTML {
        guard lines.count > Self.longestText else { return html(lines[...], whole) }
        let omitted = "\(Grouping.thousands(lines.count - Self.shownAtStart - Self.shownAtEnd)) lines left out"
        return """
            \(html(lines.prefix(Self.shownAtStart), whole))
            <span class="omitted">… \(omitted)\(Self.link(to: whole)) …</span>
            \(html(lines.suffix(Self.shownAtEnd), whole))
            """
    }

    /// Whether something is left out.
    var isCut: Bool {
        lines.count > Self.longestText || lines.contains { $0.utf8.count > longest && $0.count > longest }
    }

    /// Whether it has lines that no window is wide enough for.
    var isWide: Bool { lines.contains { $0.utf8.count > Self.shortLine } }

    /// How much of each line is shown.
    private var longest: Int { max(Self.shortLine, Self.longestLine / max(1, lines.count)) }

    private func html(_ lines: ArraySlice<String>, _ whole: String?) -> HTML {
        lines.map { line -> HTML in
            guard line.utf8.count > longest, line.count > longest else { return "\(line)" }
            let omitted = "\(Grouping.thousands(line.count - longest)) characters left out"
            return "\(line.prefix(longest))<span class=\"omitted\"> … \(omitted)\(Self.link(to: whole))</span>"
        }.joined(separator: "\n")
    }

    /// Says where to find what is left out.
    package static func link(to whole: String?) -> HTML {
        whole.map { "; <a href=\"\($0)\">all of it</a>" } ?? .empty
    }
}

/// Whole numbers as a reader wants them.
enum Grouping {
    /// `60000` as `60,000`.
    static func thousands(_ number: Int) -> String {
        let digits = Array(String(abs(number)))
        let grouped = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        return (number < 0 ? "−" : "") + grouped.joined()
    }
}
