/// What a cell printed, as a terminal would show it in the end, and no longer than a reader will read.
package struct PrintedText {
    private let lines: [String]

    package static let longestText = 200
    package static let longestLine = 1000
    private static let shownAtStart = 120
    private static let shownAtEnd = 40

    package init(_ text: String) {
        // "\r\n" is one `Character`: lines are told apart by scalars.
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Self.settled(String(String.UnicodeScalarView($0))) }
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        self.lines = lines
    }

    var isEmpty: Bool { lines.isEmpty }

    package var html: HTML {
        guard lines.count > Self.longestText else { return Self.html(lines[...]) }
        let omitted = lines.count - Self.shownAtStart - Self.shownAtEnd
        return """
            \(Self.html(lines.prefix(Self.shownAtStart)))
            <span class="omitted">… \(Grouping.thousands(omitted)) lines left out …</span>
            \(Self.html(lines.suffix(Self.shownAtEnd)))
            """
    }

    private static func html(_ lines: ArraySlice<String>) -> HTML {
        lines.map { line -> HTML in
            guard line.count > longestLine else { return "\(line)" }
            let omitted = Grouping.thousands(line.count - longestLine)
            return "\(line.prefix(longestLine))<span class=\"omitted\"> … \(omitted) characters left out</span>"
        }.joined(separator: "\n")
    }

    /// The line after its carriage returns, each of which goes on writing at the line's start, without the terminal's
    /// control sequences (ECMA-48), of which only "erase line" changes the text.
    private static func settled(_ line: String) -> String {
        guard line.utf8.contains(where: { $0 == 0x0D || $0 == 0x1B }) else { return line }
        let passes = line.unicodeScalars.split(separator: "\r").map { String(String.UnicodeScalarView($0)) }
        return passes.reduce("") { before, pass in
            let erases = pass.contains(/\x{1B}\[[0-2]?K/)
            let after = pass.replacing(/\x{1B}\[[0-9;?]*[ -\/]*[@-~]/, with: "")
            return erases ? after : after + before.dropFirst(after.count)
        }
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
