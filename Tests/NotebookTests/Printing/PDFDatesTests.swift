import Foundation
import Notebook
import Testing

@Suite("The dates of a PDF file")
struct PDFDatesTests {
    private let date = Date(timeIntervalSince1970: 1_000_000_000)

    private func set(_ text: String) -> String {
        String(decoding: PDFDates.set(date, in: Data(text.utf8)), as: UTF8.self)
    }

    @Test("Both are the book's own, in as many bytes as before")
    func dates() {
        #expect(
            set("<< /CreationDate (D:20261121184759+01'00')\n/ModDate (D:20261121184759-03'30')>>")
                == "<< /CreationDate (D:20010909014640+00'00')\n/ModDate (D:20010909014640+00'00')>>")
    }

    @Test("What is no such date is left as it is", arguments: ["/CreationDate (D:2026)", "/ModDate (D:", "none"])
    func others(text: String) { #expect(set(text) == text) }
}
