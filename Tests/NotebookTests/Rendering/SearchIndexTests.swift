import Foundation
import Manuscript
import Notebook
import Rendering
import Testing

/// What the search looks through, as the pages load it.
@Suite struct SearchIndexTests {
    private struct Index: Decodable {
        struct Chapter: Decodable {
            let title: String
            let sections: [Section]
        }
        struct Section: Decodable {
            let title: String
            let address: String
            let text: String
        }
        let chapters: [Chapter]
    }

    @Test func holdsTheTextOfEverySectionWithItsAddress() throws {
        let sources = try TemporaryFolder()
        let output = try TemporaryFolder()
        let sample = try SampleBook(in: sources.url)
        _ = try PageWriter().write(sample.book, runs: sample.runs, data: sample.data, to: output.url)
        let file = output.url.appendingPathComponent("assets/search-index.js")
        let script = try String(contentsOf: file, encoding: .utf8)
        // Nothing in it may end the element that it stands in.
        #expect(!script.contains("<"))
        let start = "window.aebookSearchIndex = "
        #expect(script.hasPrefix(start) && script.hasSuffix(";\n"))
        let json = script.dropFirst(start.count).dropLast(2)
        let index = try JSONDecoder().decode(Index.self, from: Data(json.utf8))

        #expect(index.chapters.map(\.title) == sample.book.chapters.map { "\($0.number). \($0.title)" })
        let pages = try sample.book.chapters.map { chapter in
            let page = output.url.appendingPathComponent("\(chapter.name).html")
            return PageReader(try String(contentsOf: page, encoding: .utf8))
        }
        for (chapter, (source, page)) in zip(index.chapters, zip(sample.book.chapters, pages)) {
            for section in chapter.sections {
                let parts = section.address.split(separator: "#").map(String.init)
                #expect(parts[0] == "\(source.name).html")
                if parts.count > 1 { #expect(page.identifiers.contains(parts[1])) }
                #expect(!section.text.contains("\n") && !section.text.contains("  "))
            }
        }
        let texts = index.chapters.flatMap(\.sections).map(\.text).joined(separator: " ")
        #expect(texts.contains("(Vincent et al., 2008") || texts.contains("Vincent et al., 2008"))
    }
}
