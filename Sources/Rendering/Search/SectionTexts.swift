import Manuscript

/// The text of a chapter by its sections, as a reader of the page would find it: prose with its computed values,
/// captions, notes, and the code that is shown.
struct SectionTexts {
    let scope: ChapterScope

    var sections: [SearchIndex.IndexedSection] {
        let name = scope.chapter.name
        var sections: [SearchIndex.IndexedSection] = []
        var (title, address, words) = ("", LinkAddress.page(name), [scope.chapter.summary])
        func close() {
            let text = Self.joined(words)
            if !text.isEmpty || !title.isEmpty { sections.append(.init(title: title, address: address, text: text)) }
        }
        for block in walk.blocks {
            guard case .heading(_, let content, let identifier, _) = block else {
                words += texts(block)
                continue
            }
            close()
            title = Self.joined([number(identifier), plain.text(content)])
            (address, words) = (LinkAddress.page(name, anchor: identifier), [])
        }
        close()
        return sections
    }

    private var walk: ProseWalk { ProseWalk(scope.chapter) }
    private var plain: PlainText { PlainText(scope: scope) }

    private func number(_ identifier: String) -> String {
        scope.sections.first { $0.identifier == identifier }?.number ?? ""
    }

    private func texts(_ block: Block) -> [String] {
        // A title's notes come first in the walk; the title itself is the chapter's.
        let own = plain.text(walk.ownInlines(block))
        return switch block {
        case .code(_, let code, _), .quotedSource(_, _, let code, _): [code]
        case .cell(let index): scope.showsCode(ofCell: index) ? [own, scope.chapter.cells[index].code] : [own]
        default: [own]
        }
    }

    /// Every run of white space becomes one blank: the browser shows excerpts in one line.
    private static func joined(_ texts: [String]) -> String {
        texts.flatMap { $0.split(whereSeparator: \.isWhitespace) }.joined(separator: " ")
    }
}
