import Foundation
import Manuscript
import Rendering

/// The whole book on paper: an installed Chromium prints the page that holds it.
package struct PDFFormat: OutputFormat {
    package let name = "pdf"
    package let summary = "the whole book on paper, book.pdf, printed by an installed Chromium"
    package let option: String? = "pdf"
    /// The folders in which a browser is looked for, as in the variable `PATH`.
    var path = ProcessInfo.processInfo.environment["PATH"] ?? ""

    package init() {}

    package func entry(of book: Book) -> String { BookPDF.name }

    package func obstacle(to book: Book) -> FormatError? {
        Chromium.find(in: path) == nil ? FormatError("\(PDFError.noBrowser)") : nil
    }

    package func files(from written: WrittenBook) throws -> [OutputFile] {
        let print = BookPDF(output: written.folder, date: written.date, supervisor: written.supervisor, path: path)
        return [OutputFile(path: BookPDF.name, content: try print.content())]
    }

    package var tools: [URL] { Chromium.find(in: path).map { [$0.program] } ?? [] }
}
