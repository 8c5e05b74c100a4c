import Foundation

/// Everything that stands in a chapter, in reading order: what a block or an inline contains follows it.
struct ProseWalk {
    let chapter: Chapter

    var blocks: [Block] {
        chapter.titleContent.flatMap(blocksOfNotes).flatMap(withDescendants) + chapter.blocks.flatMap(withDescendants)
    }

    /// With the captions of cells.
    var inlines: [Inline] {
        // `blocks` has the content of notes already, so a note brings nothing along here.
        (chapter.titleContent + blocks.flatMap(ownInlines)).flatMap(withDescendants)
    }

    private func withDescendants(_ block: Block) -> [Block] {
        let children: [Block] =
            switch block {
            case .quote(let content), .callout(_, let content): content
            case .list(_, _, let items): items.flatMap { $0 }
            default: ownInlines(block).flatMap(blocksOfNotes)
            }
        return [block] + children.flatMap(withDescendants)
    }

    /// The text of the block itself, without that of blocks inside of it.
    func ownInlines(_ block: Block) -> [Inline] {
        switch block {
        case .heading(_, let content, _, _), .paragraph(let content): content
        case .table(let table): (table.header + table.rows.flatMap { $0 } + [table.caption]).flatMap { $0 }
        case .cell(let index): chapter.cells[index].caption
        case .quote, .callout, .list, .code, .quotedSource, .equation, .html, .rule: []
        }
    }

    private func withDescendants(_ inline: Inline) -> [Inline] {
        switch inline {
        case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content, _),
            .span(_, let content):
            [inline] + content.flatMap(withDescendants)
        default: [inline]
        }
    }

    private func blocksOfNotes(_ inline: Inline) -> [Block] {
        withDescendants(inline).flatMap { inline -> [Block] in
            if case .note(_, let content) = inline { content } else { [] }
        }
    }
}
