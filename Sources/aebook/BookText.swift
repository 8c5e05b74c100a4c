import Foundation
import Notebook

/// Reads the book, and says what is wrong with its text as a compiler would.
enum BookText {
    /// - Returns: the book, and what is wrong with it.
    /// - Throws: ``Failure`` where there is nothing to read.
    static func read(_ folder: URL, _ console: Console) throws -> (book: Book, diagnostics: [Diagnostic]) {
        do throws(BookError) {
            return try BookReader.read(folder: folder)
        } catch {
            throw Failure(error.diagnostics.flatMap { DiagnosticText($0, book: folder).lines(console) })
        }
    }
}

/// The chapters named on the command line.
enum ChapterChoice {
    /// - Returns: their names; nil where none is named, which means all.
    /// - Throws: ``UsageError`` for a word that means no chapter, or several.
    static func names(_ words: [String], in book: Book) throws -> Set<String>? {
        guard !words.isEmpty else { return nil }
        do {
            return Set(try words.map { try ChapterSelection.chapter(named: $0, among: book.chapters).name })
        } catch ChapterSelectionError.unknown(let word, let names) {
            let meant = suggestion(for: word, among: names).map { "; did you mean \($0)?" }
            throw UsageError(
                "no chapter \(word)\(meant ?? "; there are \(names.joined(separator: ", "))")", verb: BuildVerb.name)
        } catch ChapterSelectionError.ambiguous(let word, let names) {
            throw UsageError("\(word) may be \(names.joined(separator: " or "))", verb: BuildVerb.name)
        }
    }
}
