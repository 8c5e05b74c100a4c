import Manuscript
import Markup
import Transcript

/// Blocks as Markdown: one function per kind.
package struct MarkdownBlocks {
    let markdown: MarkdownScope

    init(markdown: MarkdownScope) { self.markdown = markdown }

    /// As GitHub reads it.
    package init(scope: ChapterScope) {
        markdown = MarkdownScope(scope, .gitHub, HeadingAnchors([scope]))
    }

    private var scope: ChapterScope { markdown.scope }
    private var inlines: MarkdownInlines { MarkdownInlines(markdown: markdown) }

    /// With a blank line between them.
    package func text(_ blocks: [Block]) -> String {
        guard blocks.contains(where: isHTML) else { return joined(blocks) }
        let parts = blocks.enumerated().map { place, block -> RawHTML.Part in
            if case .html(let source) = block { return .source(source) }
            // Blank lines keep Markdown and HTML apart.
            let start = place > 0 && isHTML(blocks[place - 1]) ? "\n" : ""
            // Comments are left out, and with them what keeps two lists apart.
            let before = blocks[..<place].last { !isHTML($0) }
            let comment = before.map { areOneList($0, block) } == true ? "<!-- -->\n\n" : ""
            return .page(HTML(trusted: "\(start)\(comment)\(text(block))\n"))
        }
        var whole = RawHTML.joined(parts, isInline: false).source
        while whole.last == "\n" { whole.removeLast() }
        return whole
    }

    private func isHTML(_ block: Block) -> Bool { if case .html = block { true } else { false } }

    private func joined(_ blocks: [Block]) -> String {
        var result = ""
        for (place, block) in blocks.enumerated() {
            let text = text(block)
            guard !text.isEmpty else { continue }
            if !result.isEmpty { result += "\n\n" }
            if place > 0, areOneList(blocks[place - 1], block) { result += "<!-- -->\n\n" }
            result += text
        }
        return result
    }

    /// Whether two lists in a row would be read as one.
    private func areOneList(_ block: Block, _ next: Block) -> Bool {
        guard case .list(let one, _, _) = block, case .list(let other, _, _) = next else { return false }
        return (one == nil) == (other == nil)
    }

    func text(_ block: Block) -> String {
        switch block {
        case .heading(let level, let content, let identifier, _): heading(level, content, identifier)
        case .paragraph(let content): paragraph(content)
        case .quote(let content): Self.quoted(text(content))
        case .callout(let kind, let content): callout(kind, content)
        case .list(let start, let isTight, let items): list(start, isTight, items)
        case .code(let language, let code, _): MarkdownEscaping.fenced(code, language)
        case .quotedSource(let path, let line, let code, _): quotedSource(path, line, code)
        case .cell(let index): MarkdownCell(markdown: markdown, cell: scope.chapter.cells[index]).text
        case .equation(let tex, let label, _): equation(tex, label)
        case .table(let table): MarkdownTableText(markdown: markdown).text(of: table)
        case .html(let source): RawHTML.filtered(source).source
        // With the mark of no list, whose items it may stand in.
        case .rule: "***"
        }
    }

    /// The chapter's title is the one heading of level 1.
    private func heading(_ level: Int, _ content: [Inline], _ identifier: String) -> String {
        let number = scope.sections.first { $0.identifier == identifier }?.number ?? ""
        let marks = String(repeating: "#", count: min(max(level, 2), 6))
        let title = inlines.text(content).split(whereSeparator: \.isNewline).joined(separator: " ")
        let line = "\(marks) \(number.isEmpty ? "" : "\(number) ")\(Self.withoutClosingMarks(title))"
        return markdown.dialect == .gitHub ? line : "\(MarkdownScope.anchor(identifier))\n\n\(line)"
    }

    /// Number signs at a heading's end would be taken for marks.
    private static func withoutClosingMarks(_ title: String) -> String {
        title.hasSuffix("#") ? "\(title.dropLast())\\#" : title
    }

    private func paragraph(_ content: [Inline]) -> String {
        let text = MarkdownEscaping.paragraph(inlines.text(content))
        guard case .image(let source, _, let title, _)? = content.first, content.count == 1, !title.isEmpty,
            scope.picture(source) != nil
        else { return text }
        return "\(text)\n\n*\(MarkdownEscaping.escaped(title))*"
    }

    private static func quoted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
    }

    private func callout(_ kind: String, _ content: [Block]) -> String {
        // GitHub knows all kinds but the summary.
        let isKnown = markdown.dialect == .gitHub && kind != Callout.summary
        let head = isKnown ? "[!\(kind.uppercased())]\n" : "**\(Callout.title(kind))**\n\n"
        return Self.quoted(head + text(content))
    }

    private func list(_ start: Int?, _ isTight: Bool, _ items: [[Block]]) -> String {
        items.enumerated().map { place, item in
            let mark = start.map { "\($0 + place)." } ?? "-"
            let body = isTight ? tight(item) : text(item)
            let indentation = String(repeating: " ", count: mark.count + 1)
            let lines = body.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
                number == 0 || line.isEmpty ? String(line) : indentation + line
            }
            return body.isEmpty ? mark : "\(mark) \(lines.joined(separator: "\n"))"
        }.joined(separator: isTight ? "\n" : "\n\n")
    }

    /// Without blank lines, which would set the paragraphs of all items apart, wherever a block ends without one.
    private func tight(_ blocks: [Block]) -> String {
        guard zip(blocks, blocks.dropFirst()).allSatisfy(needNoBlank) else { return text(blocks) }
        return blocks.map(text).joined(separator: "\n")
    }

    private func needNoBlank(_ block: Block, _ next: Block) -> Bool {
        switch (block, next) {
        case (.heading, _), (.code, _): true
        case (.list, .list): false
        // One with another number would go on in the line above.
        case (_, .list(let start, _, _)): start ?? 1 == 1
        case (_, .quote), (_, .code), (_, .heading): true
        default: false
        }
    }

    private func quotedSource(_ path: String, _ line: Int, _ code: String) -> String {
        let language = QuotedSourceHTML(path: path, line: line, code: code).language
        return "\(MarkdownEscaping.code(path)), from line \(line):\n\n\(MarkdownEscaping.fenced(code, language))"
    }

    private func equation(_ tex: String, _ label: String?) -> String {
        let formula = MarkdownFormula(tex, macros: scope.book.settings.macros, markdown.dialect)
        let target = scope.target(label)
        let anchor = target.map { "\(MarkdownScope.anchor($0.anchor))\n\n" } ?? ""
        return anchor + formula.display(number: target?.number)
    }
}
