import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import Testing

/// The examples of GitHub's specification of Markdown (CC BY-SA 4.0), where a file with them is at hand.
@Suite struct MarkdownExamplesTests {
    struct Example: Decodable {
        let example: Int
        let markdown: String
        let html: String
    }

    private struct Examples: Decodable { let examples: [Example] }

    private static let examples: [Example] = {
        guard let data = SpecificationFile.content("gfm.json") else { return [] }
        return (try? JSONDecoder().decode(Examples.self, from: data).examples) ?? []
    }()

    /// Why a page of ours is meant to be another, and the numbers of the examples.
    private static let reasons: [(reason: String, examples: [Int])] = [
        (
            "an element or an attribute that is not on the page's list is left out",
            [120, 133, 139, 140, 141, 145, 147, 170, 500, 532, 544, 632, 633, 634, 635, 636, 653]
        ),
        ("HTML that does not end in its block is shown as text", [126, 127, 128, 142]),
        ("an element ends where what holds it ends", [118, 156, 354, 485, 486, 503, 650, 651, 663, 664]),
        ("a link leads to https, http or mailto", [604, 606, 607, 609, 628]),
        ("a bare address is a link, as GitHub's extension has it", [610, 616, 619, 620]),
    ]

    private static let departures = Set(reasons.flatMap(\.examples))

    @Test(.enabled(if: !examples.isEmpty)) func pagesAgreeWithTheSpecification() {
        var others: [Int] = []
        for example in Self.examples {
            let (page, expected) = (Self.page(of: example.markdown), PlainMarkup(example.html))
            guard page != expected else { continue }
            others.append(example.example)
            if !Self.departures.contains(example.example) {
                Issue.record("\(example.example): \(example.markdown.debugDescription)\n\(page)\nand not\n\(expected)")
            }
        }
        #expect(Set(others) == Self.departures)
    }

    private static func page(of markdown: String) -> PlainMarkup {
        let folder = URL(fileURLWithPath: "/nowhere")
        let blocks = MarkdownReader.blocks(of: markdown, at: at(1), in: folder).blocks
        let chapter = Chapter(
            file: file, name: "03-test", number: 3, titleContent: [], title: "", summary: "", blocks: blocks, cells: [],
            inlineValues: [], steps: [], source: markdown)
        let book = Book(folder: folder, settings: BookSettings(title: ""), chapters: [chapter], references: [:])
        let data = BookData(name: "none", trainingImages: 0, testImages: 0)
        let scope = ChapterScope(book: book, chapter: chapter, run: nil, data: data, pictures: pictures(in: blocks))
        return PlainMarkup(BlockHTML(scope: scope).html(blocks).source)
    }

    /// Every picture that a text names, as if it were there.
    private static func pictures(in blocks: [Block]) -> [String: ChapterImage] {
        let text = "\(blocks)"
        let names = text.matches(of: /image\(source: "((?:[^"\\]|\\.)*)"/).map { String($0.1) }
        return Dictionary(
            names.map { ($0, ChapterImage(path: $0, content: Data())) }, uniquingKeysWith: { first, _ in first })
    }
}
