import Foundation
import Manuscript
import Notebook
import Reading
import Running

/// What `diff` and `accept` have in common: the chapters' numbers as the last build left them.
struct NumberReviewing {
    let folder: URL
    let dataName: String
    let review: NumberReview

    /// - Throws: ``Failure`` where a chapter has not been built as it is now.
    init(chapters words: [String], data given: String?, verb: String, _ console: Console) throws {
        folder = try BookLocation.find()
        let book = try BookText.read(folder, console).book
        let names = try ChapterChoice.names(words, in: book, verb: verb)
        let cache = BookCache(book: folder)
        let toolkit = try Toolkit(memory: cache.digests)
        let data = try BookDataChoice(given: given, toolkit: toolkit).resolve(console).runs
        let current = CurrentRuns(of: book, cache: cache, toolkit: toolkit, data: data)
        let chapters = book.chapters.filter { names?.contains($0.name) ?? true }
        let missing = current.missing.filter { chapters.contains($0) }
        guard missing.isEmpty else {
            throw Failure(
                missing.map { "\($0.file): error: this chapter has no good run on \(data.name) as it is now" }
                    + ["run `aebook build`, then `aebook \(verb)` again"])
        }
        dataName = data.name
        review = NumberReview(
            of: chapters, in: book, runs: current.runs, data: data.name, accepted: try Self.accepted(folder, console))
    }

    private static func accepted(_ folder: URL, _ console: Console) throws -> AcceptedNumbers {
        do throws(BookError) {
            return try AcceptedNumbers(book: folder)
        } catch {
            throw Failure(console.lines(error.diagnostics, of: folder))
        }
    }
}
