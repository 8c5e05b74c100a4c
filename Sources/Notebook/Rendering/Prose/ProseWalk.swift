import Foundation

/// Everything that stands in a chapter, in reading order: what a block or an inline contains follows it.
struct ProseWalk {
    let chapter: Chapter

    var blocks: [Block] {
        var all: [Block] = []
        addBlocksOfNotes(in: chapter.titleContent, to: &all)
        for block in chapter.blocks { add(block, to: &all) }
        return all
    }

    /// With the captions of cells.
    var inlines: [Inline] {
        var all: [Inline] = []
        for inline in chapter.titleContent { Self.add(inline, to: &all) }
        // `blocks` has the content of notes already, so a note brings nothing along here.
        for block in blocks { for inline in ownInlines(block) { Self.add(inline, to: &all) } }
        return all
    }

    private func add(_ block: Block, to all: inout [Block]) {
        all.append(block)
        switch block {
        case .quote(let content), .callout(_, let content): for block in content { add(block, to: &all) }
        case .list(_, _, let items): for item in items { for block in item { add(block, to: &all) } }
        default: addBlocksOfNotes(in: ownInlines(block), to: &all)
        }
    }

    private func addBlocksOfNotes(in inlines: [Inline], to all: inout [Block]) {
        for inline in inlines {
            if case .note(_, let content) = inline {
                for block in content { add(block, to: &all) }
            } else {
                addBlocksOfNotes(in: Self.content(of: inline), to: &all)
            }
        }
    }

    private static func add(_ inline: Inline, to all: inout [Inline]) {
        all.append(inline)
        for part in content(of: inline) { add(part, to: &all) }
    }

    private static func content(of inline: Inline) -> [Inline] {
        switch inline {
        case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content, _),
            .span(_, let content):
            content
        default: []
        }
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
}
