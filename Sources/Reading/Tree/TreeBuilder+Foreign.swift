import Manuscript

/// Markup of other systems, which would stand on the page as it is written.
extension TreeBuilder {
    /// In a paragraph: what would be a div, a definition list or a table elsewhere.
    mutating func noteForeignBlocks(_ parts: [InlinePart], of node: MarkdownNode) {
        let location = location(of: node)
        if case .inline(.text(let text))? = parts.first, text.hasPrefix(":::") {
            report(
                code: .foreignSyntax, "a div of colons is not known here", at: location,
                help: "a note to the reader is written as a quote that begins with `> [!NOTE]`")
        }
        // A term is a paragraph; behind a table, or its caption, a colon at the beginning is no definition.
        let term = node.previous.flatMap { $0.kind == .paragraph ? content(ofLine: $0.lines.lowerBound) : nil }
        let lines = node.lines.dropFirst(term.map { !beginsWithColon($0) } == true ? 0 : 1)
        if let line = lines.first(where: { beginsWithColon(content(ofLine: $0)) }) {
            warn(
                code: .foreignSyntax, "this colon makes neither a definition nor a caption",
                at: SourceLocation(file: file, line: line),
                help: "a term and its meaning can be written as `- **term**: meaning`; a caption stands below its table"
            )
        }
        noteLostTable(node)
    }

    private func beginsWithColon(_ line: Substring) -> Bool {
        line.first == ":" && (line.dropFirst().first?.isBlank ?? false)
    }

    /// A heading and a line of hyphens make a table only where both have as many cells.
    private mutating func noteLostTable(_ node: MarkdownNode) {
        for line in node.lines.dropFirst() {
            let hyphens = content(ofLine: line)
            guard hyphens.utf8.contains(0x7C), hyphens.utf8.contains(0x2D),
                hyphens.utf8.allSatisfy({ "|-: \t".utf8.contains($0) })
            else {
                continue
            }
            let (heading, count) = (cellCount(ofLine: line - 1), cellCount(ofLine: line))
            guard heading != count else { continue }
            return warn(
                code: .badTable, "this is no table: its heading has \(heading) cells, and the line of hyphens \(count)",
                at: SourceLocation(file: file, line: line),
                help: "give both as many; a `|` that belongs to the text is written `\\|`")
        }
    }

    /// Markdown leaves out what a row has beyond its table's columns.
    mutating func noteLostCells(ofLine line: Int, columns: Int) {
        let count = cellCount(ofLine: line)
        guard count > columns else { return }
        warn(
            code: .badTable,
            "this row has \(count) cells and its table \(columns), so \(count - columns) of them will not be shown",
            at: SourceLocation(file: file, line: line),
            help: "give the table's heading more cells; a `|` that belongs to the text is written `\\|`")
    }

    /// The cells of a table's row, as Markdown counts them.
    private func cellCount(ofLine line: Int) -> Int {
        var text = content(ofLine: line)[...]
        while text.last?.isBlank == true { text = text.dropLast() }
        var isEscaped = false
        var borders: [Bool] = []
        for character in text {
            borders.append(character == "|" && !isEscaped)
            isEscaped = character == "\\" && !isEscaped
        }
        let inside = borders.dropFirst(borders.first == true ? 1 : 0)
        return inside.dropLast(inside.last == true ? 1 : 0).count { $0 } + 1
    }

    /// A line as Markdown's parser saw it, without its quotes and indentation.
    private func content(ofLine line: Int) -> Substring {
        guard maskedLines.indices.contains(line - 1) else { return "" }
        return maskedLines[line - 1].drop { $0.isBlank || $0 == ">" }
    }

    /// In a text: `H~2~O` is struck through here.
    mutating func noteSubscript(_ node: MarkdownNode) {
        let letters = pieces.source(of: lettersOf(node))
        guard !letters.contains(where: \.isWhitespace), !letters.isEmpty else { return }
        let marked = "~\(letters)~"
        for line in blockLines where lines.indices.contains(line - 1) {
            let text = String(lines[line - 1].text)
            guard let range = text.range(of: marked), range.lowerBound > text.startIndex else { continue }
            let before = text[text.index(before: range.lowerBound)]
            guard before.isLetter || before.isNumber || before == ")" else { continue }
            let column = text.distance(from: text.startIndex, to: range.lowerBound) + 1
            return warn(
                code: .foreignSyntax, "`\(marked)` is struck through here, not set low",
                at: SourceLocation(file: file, line: line, column: column),
                help: "write `$_{\(letters)}$`, or `<sub>\(letters)</sub>`")
        }
    }

    /// `x^2^` of other systems, and environments of TeX.
    mutating func noteForeignText(_ text: String) {
        if text.utf8.contains(0x5E), let match = text.firstMatch(of: /[\p{L}\p{N})](\^([^\s^\[\]]+)\^)/) {
            warn(
                code: .foreignSyntax, "`\(match.1)` is not set high here", at: location(of: String(match.1)),
                help: "write `$^{\(match.2)}$`, or `<sup>\(match.2)</sup>`")
        }
        if text.contains("\\begin{"), let match = text.firstMatch(of: /\\begin\{[A-Za-z]+\*?\}/) {
            report(
                code: .foreignSyntax, "`\(match.0)` stands outside of a formula", at: location(of: String(match.0)),
                help: "put the formula between lines `$$`")
        }
    }

    /// `\(x\)` and `\[x\]`.
    mutating func noteForeignFormula(_ bracket: Character, at location: SourceLocation) {
        let (shown, help) = bracket == "(" ? ("\\(…\\)", "write `$…$`") : ("\\[…\\]", "write `$$…$$`")
        warn(code: .foreignSyntax, "`\(shown)` makes no formula here, but brackets", at: location, help: help)
    }
}
