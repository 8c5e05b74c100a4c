import Foundation
import Manuscript
import Reading
import Rendering
import Testing

@Suite("What stands at the head of a chapter")
struct ChapterArticleTests {
    let folder = try! TemporaryFolder()

    private func article(_ text: String) throws -> String {
        let chapter = ChapterReader(folder: folder.url).read(text, file: "chapters/01-t.md", number: 1).chapter
        return ChapterPage(scope: try SampleBook(in: folder.url).scope(chapter)).article.source
    }

    @Test("Findings that stand at the end are shown first, once, under the chapter's title")
    func summaryFirst() throws {
        let page = try article("# T\n\nBefore.\n\n> [!SUMMARY]\n> - Found.\n\n> [!NOTE]\n> Stays.\n")
        let found = try #require(page.range(of: "Found."))
        let before = try #require(page.range(of: "Before."))
        #expect(found.upperBound < before.lowerBound)
        #expect(page.components(separatedBy: "Found.").count == 2)
        #expect(page.contains("<p class=\"callout-title\">In one minute</p>"))
        #expect(before.upperBound < (try #require(page.range(of: "Stays.")).lowerBound))
    }

    @Test(
        "The time it takes to read counts words, not code, and is told roughly",
        arguments: [
            (100, nil), (500, "2 minutes"), (2_380, "10 minutes"), (5_000, "20 minutes"), (9_100, "40 minutes"),
        ]
            as [(Int, String?)])
    func readingTime(_ words: Int, _ time: String?) throws {
        let code = String(repeating: "let a = 1\n", count: 3_000)
        let page = try article(
            "# T\n\n\(String(repeating: "word ", count: words))\n\n```swift\n\(code)```\n")
        let told = time.map { "<p class=\"overline\">Chapter 1 · <span class=\"reading-time\">\($0)</span></p>" }
        #expect(page.contains(told ?? "<p class=\"overline\">Chapter 1</p>"))
    }
}
