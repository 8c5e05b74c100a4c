import Foundation
import TestSupport
import Testing

/// The book of `Books/pages`, built once by the real program, and a browser to read it in.
final class BrowsedBook: @unchecked Sendable {
    let book: SmallBook
    let browser: Browser
    let build: CommandRun

    @TaskLocal static var current: BrowsedBook?

    init() throws {
        let chapters = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Books/pages/chapters")
        book = try SmallBook([:])
        for name in try FileManager.default.contentsOfDirectory(atPath: chapters.path) {
            let content = try Data(contentsOf: chapters.appendingPathComponent(name))
            try content.write(to: book.folder.appendingPathComponent("chapters/\(name)"))
        }
        build = try CommandRun("build", "--single-file", "--pdf", in: book.folder, environment: book.environment)
        browser = try Browser()
    }

    deinit { book.remove() }

    var output: URL { book.folder.appendingPathComponent("output") }

    func file(_ name: String) -> URL { output.appendingPathComponent(name) }

    /// The names of all pages.
    static let pages = [
        "index.html", "01-small.html", "02-after.html", "computation.html", "print.html", "book.html",
    ]

    /// Opens a page, and gives the browser in which it is open.
    func open(_ page: String, width: Int = 1440) throws -> Browser {
        try browser.resize(width: width)
        try browser.prefer([:])
        try browser.open(file(page))
        return browser
    }
}

/// Builds the book and starts the browser once for all tests of a suite.
struct BrowsedBookTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await BrowsedBook.$current.withValue(try BrowsedBook()) { try await function() }
    }
}

extension Trait where Self == BrowsedBookTrait {
    static var browsedBook: Self { BrowsedBookTrait() }
}

/// All that is looked at in a browser: the book is built once, and the browser started once.
@Suite("In a browser", .serialized, .browsedBook)
struct BrowserTests {}
