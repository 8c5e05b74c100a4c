/// Visits every block and every inline of a chapter in the order of the text. The captions and alternative texts of a
/// cell follow its block; the content of a note stands where its number does.
package struct TreeWalk {
    private let cells: [Cell]
    private let entersNotes: Bool
    private let block: (Block) -> Void
    private let inline: (Inline) -> Void

    /// - Parameters:
    ///   - cells: those of the chapter, for their captions
    ///   - entersNotes: false to pass over the content of notes
    package init(
        cells: [Cell], entersNotes: Bool = true, block: @escaping (Block) -> Void = { _ in },
        inline: @escaping (Inline) -> Void = { _ in }
    ) {
        (self.cells, self.entersNotes, self.block, self.inline) = (cells, entersNotes, block, inline)
    }

    package func walk(_ blocks: [Block]) {
        for block in blocks {
            self.block(block)
            walkContent(of: block)
        }
    }

    package func walk(_ inlines: [Inline]) {
        for inline in inlines {
            self.inline(inline)
            walkContent(of: inline)
        }
    }

    private func walkContent(of block: Block) {
        switch block {
        case .heading(_, let content, _, _), .paragraph(let content): walk(content)
        case .quote(let content), .callout(_, let content): walk(content)
        case .list(_, _, let items): for item in items { walk(item) }
        case .table(let table):
            for content in table.header + table.rows.joined() { walk(content) }
            walk(table.caption)
        case .cell(let index):
            guard cells.indices.contains(index) else { return }
            walk(cells[index].caption)
            walk(cells[index].alternative)
        case .code, .quotedSource, .equation, .html, .rule: break
        }
    }

    private func walkContent(of inline: Inline) {
        switch inline {
        case .emphasis(let content), .strong(let content), .strikethrough(let content): walk(content)
        case .link(_, _, let content, _), .span(_, let content): walk(content)
        case .note(_, let content): if entersNotes { walk(content) }
        case .text, .code, .image, .math, .value, .reference, .citation, .taskMark, .softBreak, .lineBreak,
            .html:
            break
        }
    }
}
