import Digests
import Foundation
import Manuscript
import Notebook
import Rendering
import Running
import Testing

/// What cleaning removes, and what is somebody else's.
@Suite("Cleaning a book")
struct BookCleanerTests {
    /// A folder with `book/` and, beside it, files that are nobody's business.
    private let place: TemporaryBook
    private var book: URL { place.folder.appendingPathComponent("book") }
    private var output: URL { book.appendingPathComponent("output") }

    init() throws {
        place = try TemporaryBook([
            "book/chapters/01-a.md": "# A\n", "theirs/key/record.json": "precious",
            "theirs/01-a/key/run.json": "precious",
            "theirs/lock": "precious", "theirs/file": "precious",
        ])
    }

    private func clean() throws { _ = try BookCleaner.clean(book: book, output: output) }

    private var theirs: Int {
        let folder = place.folder.appendingPathComponent("theirs")
        return ((try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []).count
    }

    @Test(
        "A cache that is a link, or has one in it, is left alone with what lies behind",
        arguments: [
            ".aebook", ".aebook/trainings", ".aebook/runs", ".aebook/programs", ".aebook/modules", ".aebook/runs/01-a",
            ".aebook/programs/01-a", ".aebook/lock", ".aebook/digests.sealed", ".aebook/anything",
        ])
    func links(path: String) throws {
        let link = book.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: link.path, withDestinationPath: place.folder.appendingPathComponent("theirs").path)
        let before = theirs
        #expect(before == 7)
        let error = #expect(throws: CacheError.self) { try clean() }
        #expect(error?.link.path == link.path)
        #expect(throws: CacheError.self) { try BuildLock(BookCache(book: book)) {} }
        let cleaner = CacheCleaner(book: Handmade.book([], in: book))
        #expect(throws: CacheError.self) {
            try cleaner.remove(cleaner.older(than: .distantFuture), dryRun: false) {}
        }
        #expect(theirs == before)
        // Without the link all is well.
        try FileManager.default.removeItem(at: link)
        try clean()
        #expect(theirs == before && !FileManager.default.fileExists(atPath: book.path + "/.aebook"))
    }

    @Test("A link deep in the cache goes, and what it leads to stays")
    func deepLink() throws {
        let link = book.appendingPathComponent(".aebook/runs/01-a/key/figures")
        try FileManager.default.createDirectory(
            at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: link.path, withDestinationPath: place.folder.path + "/theirs")
        let before = theirs
        try clean()
        #expect(theirs == before && !FileManager.default.fileExists(atPath: book.path + "/.aebook"))
    }

    @Test("Of the output folder the book's own files go; somebody's records stay")
    func pages() throws {
        try OutputFolder(folder: output).write([OutputFile(path: "index.html", content: Data("a".utf8))])
        try place.write(Data("{\"mine\": 1}".utf8), to: "book/output/experiments.json")
        try clean()
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.path) == ["experiments.json"])
    }
}
