import Datasets
import Foundation
import Manuscript
import Notebook
import Reading
import Running

/// `aebook check`: what is wrong with the book, without compiling or running a cell.
struct CheckVerb: Verb {
    static let name = "check"
    static let summary = "Finds mistakes in the book's text without compiling or running a cell."
    static let words: String? = "CHAPTER…"
    static let options = [
        Option.json, .strict,
        Option(name: "data", value: "DIR", summary: "also check the four IDX files in DIR"),
    ]

    private let chapters: [String]
    private let data: String?
    private let isJSON: Bool
    private let isStrict: Bool

    init(_ arguments: Arguments) throws {
        chapters = arguments.words
        data = arguments.value("data")
        isJSON = arguments.has("json")
        isStrict = arguments.has("strict")
    }

    func run(_ console: Console) throws -> Int32 {
        try OutcomeReport(isJSON: isJSON, console: console).code(of: outcome) {
            $0.showCheck(console, good: "no mistakes found")
        }
    }

    private func outcome(_ console: Console) throws -> Outcome {
        let folder = try BookLocation.find()
        let (book, found) = try BookText.read(folder, console, throwsDiagnostics: isJSON)
        let chosen = try ChapterChoice.files(chapters, in: book, verb: Self.name)
        if let data { try DataSource.check(URL(fileURLWithPath: data)) }
        let cache = BookCache(book: folder)
        let diagnostics = try BookCheck(mathematicsCache: cache.existingFormulas).diagnostics(of: book, found: found)
        return Outcome(
            diagnostics.filter { chosen?.contains($0.location.file) ?? true }, of: folder, isStrict: isStrict)
    }
}
