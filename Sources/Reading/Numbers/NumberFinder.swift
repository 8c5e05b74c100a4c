import Manuscript

/// Finds the numbers that an author typed into a chapter's prose: not those of mathematics, code, links, citations,
/// references, claims and constants.
package struct NumberFinder {
    package struct Finding: Hashable {
        package let number: WrittenNumber
        package let location: SourceLocation
    }

    private let chapter: Chapter
    private var locator: TextLocator
    private var found: [Finding] = []
    private var known: Set<Finding> = []
    private lazy var noteLines = NoteLines(chapter.source)
    /// The letters before the present place, in the same block.
    private var before = ""

    private init(_ chapter: Chapter) {
        self.chapter = chapter
        locator = TextLocator(chapter)
    }

    package static func findings(in chapter: Chapter) -> [Finding] {
        var finder = NumberFinder(chapter)
        finder.visit(chapter.blocks)
        return finder.found
    }

    private mutating func visit(_ blocks: [Block]) { for block in blocks { visit(block) } }

    private mutating func visit(_ block: Block) {
        before = ""
        switch block {
        case .heading(_, let content, _, let location): visit(content, from: location)
        case .paragraph(let content): visit(content)
        case .quote(let content), .callout(_, let content): visit(content)
        case .list(_, _, let items): for item in items { visit(item) }
        case .table(let table):
            locator.move(to: table.location)
            for content in table.header + table.rows.joined() + [table.caption] { visitCell(content) }
        case .cell(let index): visit(chapter.cells[index])
        case .equation(_, _, let location): locator.move(to: location)
        case .code(_, let code, let location), .quotedSource(_, _, let code, let location):
            skip(code, from: location)
        case .html, .rule: break
        }
    }

    private mutating func visit(_ content: [Inline], from location: SourceLocation) {
        locator.move(to: location)
        visit(content)
    }

    private mutating func visitCell(_ content: [Inline]) {
        before = ""
        visit(content)
    }

    /// Captions stand above the code.
    private mutating func visit(_ cell: Cell) {
        visit(cell.caption, from: cell.location)
        before = ""
        visit(cell.alternative, from: cell.location)
        locator.move(to: SourceLocation(file: chapter.file, line: cell.codeLines.upperBound))
    }

    private mutating func skip(_ code: String, from location: SourceLocation) {
        let count = code.split(separator: "\n", omittingEmptySubsequences: false).count
        locator.move(to: SourceLocation(file: location.file, line: location.line + count))
    }

    private mutating func visit(_ inlines: [Inline]) { for inline in inlines { visit(inline) } }

    private mutating func visit(_ inline: Inline) {
        switch inline {
        case .text(let text): add(text)
        case .emphasis(let content), .strong(let content), .strikethrough(let content): visit(content)
        case .link(_, _, let content, _), .span(_, let content): pass(content)
        case .code(let code):
            _ = locator.find(code)
            before = "`"
        case .math(_, let location), .reference(_, let location), .citation(_, let location):
            locator.moveOn(to: location)
            before = "$"
        case .value(let index):
            locator.moveOn(to: chapter.inlineValues[index].location)
            before = "$"
        case .note(_, let content): visitNote(content)
        case .softBreak, .lineBreak: before += " "
        case .image, .taskMark, .html: break
        }
    }

    /// Passes over what holds no finding, so that its texts are not taken for those behind it.
    private mutating func pass(_ content: [Inline]) {
        let count = found.count
        visit(content)
        known.subtract(found[count...])
        found.removeSubrange(count...)
    }

    /// A note stands elsewhere in the source.
    private mutating func visitNote(_ content: [Block]) {
        let (here, text) = (locator, before)
        locator.move(to: SourceLocation(file: chapter.file, line: 1))
        if let definition = noteLines.line(of: content) {
            locator.move(to: SourceLocation(file: chapter.file, line: definition))
        }
        visit(content)
        (locator, before) = (here, text)
    }

    private mutating func add(_ text: String) {
        let start = locator.find(text)
        defer { goOn(behind: text) }
        guard text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return }
        var scanner = NumberScanner(text.letters, before: before)
        while let one = scanner.next() {
            let location =
                start.map { SourceLocation(file: $0.file, line: $0.line, column: $0.column.map { $0 + one.start }) }
                ?? locator.find(one.number.text) ?? SourceLocation(file: chapter.file, line: locator.place.line)
            let finding = Finding(number: one.number, location: location)
            // A note that is referred to twice is one text.
            if known.insert(finding).inserted { found.append(finding) }
        }
    }
}

extension NumberFinder {
    /// Remembers the end of a text, for what follows in the same block.
    private mutating func goOn(behind text: String) {
        let reach = NumberScanner.reach
        before = text.utf8.count < reach ? before + text : text
        guard before.utf8.count > reach else { return }
        before = String(before.suffix(reach))
    }
}

extension TextLocator {
    /// As ``move(to:)``, but never back, and to no line whose place in it is not known.
    fileprivate mutating func moveOn(to location: SourceLocation) {
        guard let column = location.column else { return }
        guard (location.line, column) >= (place.line, place.column ?? 1) else { return }
        move(to: location)
    }
}
