import Manuscript
import Markup

/// The whole book as one HTML file, with its styles, scripts, fonts and pictures inside.
package struct SingleFileFormat: OutputFormat {
    package let name = "single-file"
    package let summary = "the whole book as one HTML file, book.html"
    package let option: String? = "single-file"

    package init() {}

    package func entry(of book: Book) -> String { "\(OwnPage.singleFile).html" }

    package func files(of book: WovenBook) throws -> [OutputFile] {
        let holder = SingleFile(book.files)
        return [OutputFile(page: OwnPage.singleFile, holder.holdingPictures(book.whole.html(.inside(holder))))]
    }
}
