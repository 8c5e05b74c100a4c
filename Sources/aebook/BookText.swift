import Foundation
import Manuscript
import Notebook
import Reading
import Running

/// Reads the book, and says what is wrong with its text as a compiler would.
enum BookText {
    /// - Parameter throwsDiagnostics: whether the error is the reader's own, which keeps them apart.
    /// - Returns: the book, and what is wrong with it.
    /// - Throws: ``Failure`` or ``BookError`` where there is nothing to read.
    static func read(
        _ folder: URL, _ console: Console, throwsDiagnostics: Bool = false
    ) throws -> (book: Book, diagnostics: [Diagnostic]) {
        do throws(BookError) {
            return try BookReader.read(folder: folder)
        } catch {
            if throwsDiagnostics { throw error }
            throw Failure(console.lines(error.diagnostics, of: folder))
        }
    }
}

/// The chapters named on the command line.
enum ChapterChoice {
    /// - Returns: their names; nil where none is named, which means all.
    /// - Throws: ``UsageError`` for a word that means no chapter, or several.
    static func names(_ words: [String], in book: Book, verb: String) throws -> Set<String>? {
        try chapters(words, in: book, verb: verb).map { Set($0.map(\.name)) }
    }

    /// - Returns: their files; nil where none is named, which means the whole book.
    /// - Throws: as `names`.
    static func files(_ words: [String], in book: Book, verb: String) throws -> Set<String>? {
        try chapters(words, in: book, verb: verb).map { Set($0.map(\.file)) }
    }

    private static func chapters(_ words: [String], in book: Book, verb: String) throws -> [Chapter]? {
        guard !words.isEmpty else { return nil }
        do {
            return try words.map { try ChapterSelection.chapter(named: $0, among: book.chapters) }
        } catch ChapterSelectionError.unknown(let word, let names) {
            let meant = suggestion(for: word, among: names).map { "; did you mean \($0)?" }
            throw UsageError(
                "no chapter \(word)\(meant ?? "; there are \(names.joined(separator: ", "))")", verb: verb)
        } catch ChapterSelectionError.ambiguous(let word, let names) {
            throw UsageError("\(word) may be \(names.joined(separator: " or "))", verb: verb)
        }
    }
}
