import Manuscript

/// The whole book on one page beside the others, for printing.
package struct WholeBookFormat: OutputFormat {
    package let name = "print"
    package let summary = "the whole book on one page, print.html, which every build writes"
    package let isAlwaysMade = true

    package init() {}

    package func entry(of book: Book) -> String { "\(OwnPage.whole).html" }

    package func files(of book: WovenBook) throws -> [OutputFile] {
        [OutputFile(page: OwnPage.whole, book.whole.html(.beside))]
    }
}
