import Foundation

/// Everything that stands in a chapter, in reading order: what a block or an inline contains follows it.
package struct ProseWalk {
    private let chapter: Chapter

    package init(_ chapter: Chapter) { self.chapter = chapter }

    package var blocks: [Block] {
        var all: [Block] = []
        let walk = TreeWalk(cells: chapter.cells, block: { all.append($0) })
        walk.walk(chapter.titleContent)
        walk.walk(chapter.blocks)
        return all
    }

    /// With the captions of cells.
    package var inlines: [Inline] {
        var all: [Inline] = []
        // `blocks` has the content of notes already, so a note brings nothing along here.
        let walk = TreeWalk(cells: [], entersNotes: false, inline: { all.append($0) })
        walk.walk(chapter.titleContent)
        for block in blocks { walk.walk(ownInlines(block)) }
        return all
    }

    /// The text of the block itself, without that of blocks inside of it.
    package func ownInlines(_ block: Block) -> [Inline] {
        switch block {
        case .heading(_, let content, _, _), .paragraph(let content): content
        case .table(let table): (table.header + table.rows.flatMap { $0 } + [table.caption]).flatMap { $0 }
        case .cell(let index): chapter.cells[index].caption
        case .quote, .callout, .list, .code, .quotedSource, .equation, .html, .rule: []
        }
    }
}
