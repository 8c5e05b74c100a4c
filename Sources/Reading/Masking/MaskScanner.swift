/// Finds what must be masked.
///
/// A code span, a formula in the line, a citation or a value ends at the next block at the latest; a display formula
/// may hold lines that look like one, such as `- b`.
package struct MaskScanner {
    package struct Finding: Equatable {
        package let range: Range<Int>
        package let meaning: MaskedPiece.Meaning
    }

    package let lines: JoinedLines
    private var findings: [Finding] = []
    private var position = 0

    private init(_ lines: JoinedLines) { self.lines = lines }

    package static func findings(in lines: JoinedLines) -> [Finding] {
        var scanner = MaskScanner(lines)
        while scanner.position < lines.text.count {
            if mayBegin(lines.text[scanner.position]) { scanner.step() } else { scanner.skip() }
        }
        return scanner.findings
    }

    /// Whether anything in a text may have to be masked.
    static func mayFind(in text: Substring) -> Bool { text.utf8.contains(where: mayBegin) }

    /// Whether anything may begin with a character: most are told at once, and begin nothing.
    private static func mayBegin(_ character: Character) -> Bool { character.utf8.first.map(mayBegin) ?? false }

    private static func mayBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x5C, 0x60, 0x24, 0x40, 0x5B, 0x7B, 0x5D: true
        default: false
        }
    }

    /// Reads what begins at the position, if it is anything, and moves past it.
    private mutating func step() {
        let next = lines.character(at: position + 1)
        switch (lines.text[position], next) {
        case ("\\", "("), ("\\", "["): readBracket()
        case ("\\", let next?) where "$@{".contains(next): add(2, .escaped(next))
        case ("\\", "b"): readEnvironment()
        case ("\\", _): position += 2
        case ("`", _): readCode()
        case ("$", "$"): readDisplay()
        case ("$", _): readMathematics()
        case ("@", _): readReference()
        case ("[", "@"): readCitation()
        case ("[", "-") where lines.character(at: position + 2) == "@": readCitation()
        case ("{", "#"): readLabel()
        case ("]", "(") where lines.isLinkEnd(at: position + 1): add(0, .linkMark)
        case ("]", "{"): readAttributes()
        default: skip()
        }
    }

    /// Notes what the next `length` characters mean; a link's mark stands before its bracket and takes no room.
    private mutating func add(_ length: Int, _ meaning: MaskedPiece.Meaning) {
        findings.append(Finding(range: position..<position + length, meaning: meaning))
        position += max(length, 1)
    }

    /// Passes over a character that begins nothing.
    private mutating func skip() { position += 1 }

    /// `\(x\)` and, as a paragraph, `\[x\]`: formulas to other systems, and escaped brackets to Markdown.
    private mutating func readBracket() {
        let bracket = lines.text[position + 1]
        let isFormula = bracket == "(" ? lines.holdsEnd(")", of: position) : lines.isParagraph(from: position, to: "]")
        if isFormula { return add(2, .foreignFormula(bracket)) }
        if bracket == "[" { add(2, .escaped(bracket)) } else { position += 2 }
    }

    /// `\begin{equation}` and its kin, which need no dollars.
    private mutating func readEnvironment() {
        guard let end = lines.endOfEnvironment(at: position) else {
            position += 2
            return
        }
        add(end - position, .display(tex: lines.string(position..<end), label: nil))
    }

    /// A code span, or an inline value. Of a code span only a `|` is masked, which in a table would end the cell.
    private mutating func readCode() {
        let start = lines.text[position...].prefix { $0 == "`" }.endIndex
        guard let end = lines.endOfCode(from: start, fence: start - position) else {
            position = start
            return
        }
        let content = lines.string(start..<end, separator: " ")
        if start - position == 1, content.hasPrefix("{swift}") {
            add(end + 1 - position, .value(expression: content.dropFirst("{swift}".count).trimmingBlanks))
        } else {
            let behind = end + (start - position)
            while position < behind { if isBorder { add(1, .escaped("|")) } else { skip() } }
        }
    }

    /// Whether a `|` stands at the position that would end the cell of a table.
    private var isBorder: Bool { lines.text[position] == "|" && lines.character(at: position - 1) != "\\" }

    private mutating func readDisplay() {
        guard let end = lines.endOfDisplay(from: position + 2) else { return add(2, .unclosedDisplay) }
        let tex = lines.string(position + 2..<end)
        let blanks = lines.text[(end + 2)...].prefix(while: \.isBlank)
        if let (label, close) = lines.label(at: blanks.endIndex) {
            add(close - position, .display(tex: tex, label: label))
        } else {
            add(end + 2 - position, .display(tex: tex, label: nil))
        }
    }

    private mutating func readMathematics() {
        guard let end = lines.endOfMathematics(from: position + 1) else { return skip() }
        add(end + 1 - position, .mathematics(tex: lines.string(position + 1..<end)))
    }

    /// A label, or another word after an `@`. A capital, as in `@Fig-x` at the beginning of a sentence, means the same
    /// label.
    private mutating func readReference() {
        let isInsideWord = lines.character(at: position - 1).map { $0.isLetter || $0.isNumber || "_/.@".contains($0) }
        guard isInsideWord != true, let word = ReferenceLabel.word(of: lines.text[(position + 1)...]) else {
            return skip()
        }
        let label = word.first.map { $0.lowercased() + word.dropFirst() } ?? ""
        add(1 + word.count, ReferenceLabel.isLabel(label) ? .reference(label: label) : .mention(word))
    }

    private mutating func readCitation() {
        guard let end = lines.endOfCitation(from: position + 1) else { return skip() }
        add(end + 1 - position, .citation(lines.string(position + 1..<end, separator: " ")))
    }

    /// The bracket stays Markdown's; what stands in the braces is none of its business.
    private mutating func readAttributes() {
        skip()
        guard let (attributes, end) = lines.attributes(at: position) else { return }
        add(end - position, .attributes(attributes))
    }

    private mutating func readLabel() {
        guard let (label, close) = lines.label(at: position) else { return skip() }
        add(close - position, .label(label))
    }
}
