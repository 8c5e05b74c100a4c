import Foundation
import Manuscript
import Running
import Workers

/// The book as Markdown with its results, as GitHub shows it: a file per chapter, a list of them, and the pictures
/// beside them.
package struct MarkdownFormat: OutputFormat {
    package let name = "markdown"
    package let summary = "Markdown with its results, as GitHub shows it, in markdown/"

    private static let folder = "markdown"

    package init() {}

    package func entry(of book: Book) -> String { "\(Self.folder)/\(MarkdownDialect.contents)" }

    package func obstacle(to book: Book) -> FormatError? {
        book.chapters.first { "\($0.name).md" == MarkdownDialect.contents }.map {
            FormatError("\($0.file) has the name of the list of chapters; give it another name")
        }
    }

    package func files(of book: WovenBook) throws -> [OutputFile] {
        let anchors = HeadingAnchors(book.scopes)
        let chapters = inParallel(book.scopes) { scope in
            let text = MarkdownChapter(markdown: MarkdownScope(scope, .gitHub, anchors)).text
            return OutputFile(path: "\(scope.chapter.name).md", content: Data(text.utf8))
        }
        let list = OutputFile(path: MarkdownDialect.contents, content: Data(MarkdownContents(book: book).text.utf8))
        return ([list] + chapters + book.stills(dark: true) + book.named + book.texts).map {
            OutputFile(path: "\(Self.folder)/\($0.path)", content: $0.content)
        }
    }
}

/// The list of a book's chapters.
private struct MarkdownContents {
    let book: WovenBook

    var text: String {
        let settings = book.book.settings
        let title = "# \(escaped(settings.title))"
        let subtitle = settings.subtitle.isEmpty ? "" : "*\(escaped(settings.subtitle))*"
        let data = book.cover.data
        let facts =
            "Data: \(escaped(data.name)), \(Grouping.thousands(data.trainingImages)) training images, "
            + "\(Grouping.thousands(data.testImages)) test images."
        let built = book.runs.isEmpty ? "" : " Built \(BuildDate(date: book.date).text)."
        let parts = [title, subtitle, escaped(settings.author), description, "## Contents", chapters, facts + built]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var description: String {
        let scope = ChapterScope(
            book: book.book, chapter: CoverPage.chapter(description: book.cover.description), run: nil,
            data: book.cover.data)
        return MarkdownBlocks(markdown: MarkdownScope(scope, .gitHub, HeadingAnchors([]))).text(book.cover.description)
    }

    private var chapters: String {
        book.scopes.map { scope in
            let chapter = scope.chapter
            let markdown = MarkdownScope(scope, .gitHub, HeadingAnchors([]))
            let title = MarkdownInlines(markdown: markdown, isInsideLink: true).text(chapter.titleContent)
            let summary = chapter.summary.isEmpty ? "" : "  \n   \(escaped(chapter.summary))"
            let address = MarkdownDialect.gitHub.address(ofChapter: chapter.name)
            return "\(chapter.number). [\(title)](\(address))\(summary)"
        }.joined(separator: "\n")
    }

    private func escaped(_ text: String) -> String { MarkdownEscaping.escaped(text) }
}
