import Foundation
import Manuscript
import Markup
import Workers

/// The book as HTML pages: the cover, a page per chapter and the appendix, with all that they need beside them.
package struct PagesFormat: OutputFormat {
    package let name = "html"
    package let summary = "the pages, which every build writes"
    package let isAlwaysMade = true

    package init() {}

    package func entry(of book: Book) -> String { "\(OwnPage.cover).html" }

    package func files(of book: WovenBook) throws -> [OutputFile] {
        [OutputFile(page: OwnPage.cover, book.cover.html)]
            + inParallel(book.chapters) { OutputFile(page: $0.scope.chapter.name, $0.html) }
            + [OutputFile(page: OwnPage.computation, book.appendix.html)] + book.files
    }

    package var tools: [URL] { PageWriter.borrowedFiles }
}

extension OutputFile {
    /// A page of this name.
    init(page name: String, _ html: HTML) { self.init(path: "\(name).html", content: Data(html.source.utf8)) }
}
