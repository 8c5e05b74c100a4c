import Digests
import Foundation
import Manuscript
import Rendering
import Running

/// Prints the page of the whole book.
struct BookPDF {
    /// The folder of the pages.
    let output: URL
    /// When the book's results were computed: the file's date.
    let date: Date
    let supervisor: Supervisor
    /// The folders in which a browser is looked for, as in the variable `PATH`.
    var path = ProcessInfo.processInfo.environment["PATH"] ?? ""

    static let name = "book.pdf"
    private static let patience = Duration.seconds(300)

    /// - Throws: ``FormatError``.
    func content() throws -> Data {
        do {
            guard let browser = Chromium.find(in: path) else { throw PDFError.noBrowser }
            return PDFDates.set(date, in: try print(with: browser))
        } catch let error as PDFError {
            throw FormatError("\(error)")
        } catch {
            throw FormatError("\(PDFError.notPrinted(ErrorText.of(error)))")
        }
    }

    private func print(with browser: Chromium) throws -> Data {
        let held = try WorkFolder(for: "pdf")
        defer { withExtendedLifetime(held) {} }
        let folder = held.folder
        let file = folder.appendingPathComponent(Self.name)
        let page = output.standardizedFileURL.appendingPathComponent("\(OwnPage.whole).html")
        let command = browser.printing(page, to: file, profile: folder)
        let deadline = ContinuousClock.now + Self.patience
        let result = try supervisor.run(command, until: { deadline }, onOutput: { _ in })
        guard result.status == .exited(0), let content = try? Data(contentsOf: file),
            content.starts(with: Data("%PDF".utf8))
        else {
            let said =
                String(decoding: result.errors, as: UTF8.self).split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw PDFError.notPrinted("\(browser.program.lastPathComponent) ended with \(result.status)\(said)")
        }
        return content
    }
}

/// Why there is no PDF file.
enum PDFError: Error, Equatable, CustomStringConvertible {
    case noBrowser
    case notPrinted(String)

    var description: String {
        switch self {
        case .noBrowser:
            "there is no Chromium on the PATH (\(Chromium.names.joined(separator: ", "))); install the package chromium, "
                + "or open print.html in a browser and print it"
        case .notPrinted(let reason): "the book was not printed: \(reason)"
        }
    }
}
