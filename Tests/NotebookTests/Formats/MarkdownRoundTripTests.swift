import Foundation
import Manuscript
import Reading
import Rendering
import Testing

/// The examples of GitHub's specification, written as Markdown by us and read again.
@Suite("Markdown, written and read again") struct MarkdownRoundTripTests {
    private struct Examples: Decodable { let examples: [Example] }
    private struct Example: Decodable {
        let example: Int
        let markdown: String
    }

    private static let examples: [Example] = {
        guard let data = SpecificationFile.content("gfm.json") else { return [] }
        return (try? JSONDecoder().decode(Examples.self, from: data).examples) ?? []
    }()

    /// Those that are read as something else, and why that is meant.
    private static let departures: Set = [
        // What is left of HTML without its first tag is a text.
        118, 121, 133, 135, 142, 146, 147, 149, 642,
    ]

    @Test(.enabled(if: !examples.isEmpty)) func specification() {
        for example in Self.examples where !Self.departures.contains(example.example) {
            let read = Text(example.markdown)
            #expect(
                read.page == Text(read.written).page,
                "\(example.example): \(example.markdown.debugDescription)\nwritten as \(read.written.debugDescription)")
        }
    }

    @Test(
        "What stands in one block stays there",
        arguments: [
            "- a\n\n  b\n- c\n", "1. a\n   - b\n     - c\n2. d\n", "> a\n>\n> - b\n", "- a\n\n<!-- -->\n\n- b\n",
            "- ```swift\n  let a = 1\n  ```\n", "| a | b |\n|:--|--:|\n| `x\\|y` | *c* |\n", "a\\\nb\n",
            "**a *b* c**\n",
            "~~a~~b\n", "`` a`b ``\n", "[a *b*](https://example.org/(c) \"d\")\n", "<div>\n\n*a*\n\n</div>\n",
            "a<kbd>b</kbd>c\n", "- [x] a\n- [ ] b\n",
        ])
    func blocks(markdown: String) {
        let read = Text(markdown)
        #expect(read.page == Text(read.written).page, "\(read.written)")
    }

    /// A text as a chapter.
    private struct Text {
        let blocks: [Block]
        let scope: ChapterScope

        init(_ markdown: String) {
            let folder = URL(fileURLWithPath: "/nowhere")
            let file = "chapters/01-a.md"
            let place = Manuscript.SourceLocation(file: file, line: 1)
            blocks = MarkdownReader.blocks(of: markdown, at: place, in: folder).blocks
            let chapter = Chapter(
                file: file, name: "01-a", number: 1, titleContent: [], title: "", summary: "", blocks: blocks,
                cells: [], inlineValues: [], steps: [], source: markdown)
            let book = Book(folder: folder, settings: BookSettings(title: ""), chapters: [chapter], references: [:])
            scope = ChapterScope(
                book: book, chapter: chapter, run: nil,
                data: BookData(name: "none", trainingImages: 0, testImages: 0))
        }

        var written: String { MarkdownBlocks(scope: scope).text(blocks) }
        /// Without the numbers that headings get, and the marks of pictures that are not there.
        var page: String {
            PlainMarkup(BlockHTML(scope: scope).html(blocks).source).description
                .replacing(/(<h\d>)\d[\d.]+ ?/) { "\($0.output.1)" }.replacing("<span>$</span>", with: "$")
                .replacing(/<span class=missing>(.*?)<\/span>/) { "\($0.output.1)" }
        }
    }
}
