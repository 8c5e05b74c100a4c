import Foundation
import Glibc
import Notebook
import Reading
import Testing

/// Twice as long a chapter takes twice as long to check, whatever it is made of.
@Suite("The growth of a check", .serialized)
struct GrowthTests {
    /// A chapter of so many of one thing.
    struct Kind: CustomTestStringConvertible, Sendable {
        let name: String
        let count: Int
        let text: @Sendable (Int) -> String

        var testDescription: String { name }

        /// So many that what grows with their square outweighs all else; without the optimizer that takes too long.
        #if DEBUG
            private static let factor = 1
        #else
            private static let factor = 6
        #endif

        /// - Parameter piece: the text of the thing with this number of so many.
        init(_ name: String, _ count: Int, _ piece: @escaping @Sendable (_ index: Int, _ all: Int) -> String) {
            (self.name, self.count) = (name, Self.factor * count)
            text = { all in "# T\n\n" + (0..<all).map { piece($0, all) }.joined() + "\n" }
        }
    }

    static let kinds: [Kind] = [
        Kind("paragraphs", 600) { index, _ in "Words *and* more words of “paragraph” \(index).\n\n" },
        Kind("lines of one paragraph", 600) { index, _ in "Words *and* more words in line `x\(index)`.\n" },
        Kind("table rows", 500) { index, _ in (index == 0 ? "| a | b |\n|---|---|\n" : "") + "| `x` | \(index) |\n" },
        Kind("numbers", 600) { index, _ in "Of \(index).25 and 7\(index).5 some.\n\n" },
        Kind("numbers of one line", 600) { index, _ in "and \(index).25 of *it* " },
        Kind("values", 400) { index, _ in "It is `{swift} x\(index)`.\n\n" },
        Kind("values of one paragraph", 400) { index, _ in "It is `{swift} x\(index)`,\n" },
        Kind("values of one line", 400) { index, _ in "It is `{swift} x\(index)`, " },
        Kind("values of one line in French", 400) { index, _ in "C’était `{swift} x\(index)`, " },
        Kind("numbers of one line in French", 400) { index, _ in "C’était \(index).25, " },
        Kind("claims", 400) { index, _ in "It is [less]{claim=\"x\(index) < 1\"}.\n\n" },
        Kind("claims of one paragraph", 400) { index, _ in "It is [less]{claim=\"x\(index) < 1\"},\n" },
        Kind("spans that do not close", 600) { _, _ in "[a]{claim=\" " },
        Kind("references", 500) { index, all in
            "Section @sec-s\(all - 1 - index).\n\n## S {#sec-s\(index)}\n\n"
        },
        Kind("references to nothing", 500) { index, _ in "See @sec-t\(index).\n\n## S {#sec-s\(index)}\n\n" },
        Kind("citations of nothing", 600) { index, _ in "See [@work\(index)].\n" },
        Kind("mentions", 600) { index, _ in "See @someone\(index), and \\$.\n" },
        Kind("notes", 400) { index, _ in "A note[^n\(index)].\n\n[^n\(index)]: Number \(index) says *so* 3.25.\n\n" },
        Kind("notes in reverse", 400) { index, all in
            "A note[^n\(index)].\n\n[^n\(all - 1 - index)]: Number \(all - 1 - index) says.\n\n"
        },
        Kind("undefined notes of one paragraph", 500) { index, _ in "A note[^n\(index)]\n" },
        Kind("undefined links", 500) { index, _ in "A [link][l\(index)]\n\n[k\(index)]: https://x.org\n\n" },
        Kind("notes among code", 500) { index, _ in "```\nx\n```\n\n[^n\(index)]: unused\n\n" },
        Kind("options", 300) { index, _ in
            "```swift run\n//| label: fig-f\(index)\n//| fig-cap: C *\(index)*\n//| fig-alt: A\nf()\n```\n\n"
        },
        Kind("lines of one option", 400) { index, _ in
            (index == 0 ? "```swift run\n//| fig-cap: >\n" : "") + "//|   words \(index)\n"
        },
        Kind("comments", 600) { index, _ in "Before <!-- comment \(index) --> and behind.\n\n" },
        Kind("comments of one block", 600) { index, _ in "<!-- comment \(index) -->\n" },
        Kind("comments that do not close", 600) { _, _ in "<!-- " },
        Kind("headings", 600) { index, _ in "## Term \(index)\n\n" },
        Kind("headings of one name", 600) { _, _ in "## Term\n\n" },
        Kind("labels of headings", 500) { index, _ in "## Term {#t\(index)}\n\n" },
        Kind("links to headings", 400) { index, all in "## Term \(index)\n\nSee [it](#term-\(all - 1 - index)).\n\n" },
        Kind("links to nothing", 400) { index, _ in "## Term \(index)\n\nSee [it](#trem-\(index)).\n\n" },
        Kind("addresses of one block", 400) { index, _ in
            "<a href=\"#a\(index)\" id=\"a\(index)\">x</a>\n"
        },
        Kind("edits", 400) { index, _ in "let x\(index) = 1\n\n```diff\n-let x\(index) = 1\n+let x\(index) = 2\n```\n\n"
        },
        Kind("cells", 300) { index, _ in "```swift run\nlet x\(index) = x\(max(0, index - 1)) + 1\n```\n\n" },
        Kind("functions", 200) { index, _ in
            "```swift run\nfunc f\(index)() { f\(max(0, index - 1))() }\nf\(index)()\n```\n\n"
        },
        Kind("marks of code that do not close", 600) { index, _ in String(repeating: "`", count: index % 90 + 2) + "x "
        },
        Kind("braces", 600) { _, _ in "{#" },
        Kind("quotes", 600) { index, _ in "> Words \(index)\n\n" },
        Kind("list items", 600) { index, _ in "- item \(index)\n" },
    ]

    @Test("Twice as many take twice as long", arguments: kinds)
    func growth(of kind: Kind) throws {
        var ratios: [Double] = []
        // Whatever else the machine does only ever adds to a time.
        for repetitions in [2, 4, 8] {
            let (once, twice) = (
                try seconds(kind.text(kind.count), repetitions), try seconds(kind.text(2 * kind.count), repetitions)
            )
            ratios.append(twice / once)
            if ratios.last ?? 0 < 2.6 { return }
        }
        Issue.record("\(kind.count) and twice as many \(kind.name): times \(ratios)")
    }

    @Test("Keys of the settings")
    func keys() throws {
        func book(_ count: Int) -> String {
            let works = (0..<count).map { "  w\($0): {authors: A, year: 2000, title: T}\n" }.joined()
            return "title: T\nbibliography:\n" + works
        }
        var ratios: [Double] = []
        for repetitions in [2, 4, 8] {
            let (once, twice) = (
                try seconds("# T\n", repetitions, settings: book(800)),
                try seconds("# T\n", repetitions, settings: book(1600))
            )
            ratios.append(twice / once)
            if ratios.last ?? 0 < 2.6 { return }
        }
        Issue.record("times \(ratios)")
    }

    /// The least time of some checks of a book with one chapter.
    private func seconds(_ chapter: String, _ repetitions: Int, settings: String = "title: T\n") throws -> Double {
        let book = try TemporaryBook(["chapters/01-a.md": chapter, "chapters/book.yml": settings])
        return try (0..<repetitions).map { _ in
            let start = Self.now
            let (read, found) = try BookReader.read(folder: book.folder)
            _ = try BookCheck().diagnostics(of: read, found: found)
            return Self.now - start
        }.min() ?? 0
    }

    /// What this thread has computed: a book of one chapter is read by one, whatever other tests do meanwhile.
    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
