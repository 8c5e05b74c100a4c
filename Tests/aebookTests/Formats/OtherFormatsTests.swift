import Foundation
import TestSupport
import Testing

/// A book in the formats of other programs, read by these programs.
@Suite("Markdown, notebooks, EPUB")
struct OtherFormatsTests {
    private static let all = ["build", "--to", "markdown", "--to", "ipynb", "--to=epub"]

    private static let chapters = [
        "01-text": """
        # Text & More

        It holds $x^2 < \\{1\\}$, `{swift} 6 * 7`, a note[^1] and a [link](02-cells.md#fig-line).

        [^1]: With $y$.

        $$ \\sum_i x_i $$ {#eq-sum}

        ## A section {#sec-1}

        See @eq-sum and @fig-line.
        """,
        "02-cells": """
        # Cells

        ```swift run
        //| label: fig-line
        //| fig-cap: "A line."
        print("a < b")
        Lines([.init("line", y: [1, 2])], xAxis: .init("x"), yAxis: .init("y"))
        ```

        ```swift run
        //| error: true
        struct Expected: Error {}
        throw Expected()
        ```
        """,
    ]

    private func output(of book: SmallBook) -> URL { book.folder.appendingPathComponent("output") }

    private func files(of book: SmallBook) throws -> [String: Data] {
        let output = output(of: book)
        let paths = FileManager.default.enumerator(atPath: output.path)?.compactMap { $0 as? String } ?? []
        let files = paths.compactMap { path in
            (try? Data(contentsOf: output.appendingPathComponent(path))).map { (path, $0) }
        }
        return Dictionary(uniqueKeysWithValues: files)
    }

    @Test("Each is valid where it is read; the same book gives the same bytes, and a second build stands")
    func allOfThem() throws {
        let book = try SmallBook(Self.chapters)
        defer { book.remove() }
        let run = try CommandRun(list: Self.all, in: book.folder, environment: book.environment)
        #expect(run.code == 0, "\(run.errors)")
        for line in [
            "markdown: output/markdown/README.md\n", "ipynb: output/notebooks/01-text.ipynb\n",
            "epub: output/a-small-book.epub\n",
        ] { #expect(run.output.contains(line), "\(run.output)") }

        let first = try files(of: book)
        #expect(first["markdown/02-cells.md"] != nil && first["markdown/figures/02-cells/cell-1-1-dark.png"] != nil)
        let notebooks = ["01-text", "02-cells"].map { output(of: book).appendingPathComponent("notebooks/\($0).ipynb") }
        #expect(try ReadingTools.problems(ofNotebooks: notebooks) == "")
        let epub = output(of: book).appendingPathComponent("a-small-book.epub")
        let check = try ReadingTools.epubcheck(epub)
        #expect(check.code == 0 && check.output.contains("0 fatals / 0 errors / 0 warnings"), "\(check.output)")
        #expect(try ReadingTools.entries(of: epub).first?.path == "mimetype")

        let again = try CommandRun(list: Self.all, in: book.folder, environment: book.environment)
        #expect(again.code == 0 && again.output.contains("epub: output/a-small-book.epub\n"), "\(again.output)")
        #expect(try files(of: book) == first)
        try FileManager.default.removeItem(at: book.folder.appendingPathComponent(".aebook/last-build.sealed"))
        #expect(try CommandRun(list: Self.all, in: book.folder, environment: book.environment).code == 0)
        #expect(try files(of: book) == first)

        let plain = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(plain.code == 0)
        let rest = try files(of: book).keys
        #expect(!rest.contains { $0.hasPrefix("markdown/") || $0.hasPrefix("notebooks/") || $0.hasSuffix(".epub") })
    }

    @Test("The names of the formats stand in one JSON document")
    func json() throws {
        let book = try SmallBook(["01-text": "# Text\n\nNothing runs here.\n"])
        defer { book.remove() }
        let run = try CommandRun("build", "--to", "epub", "--json", in: book.folder, environment: book.environment)
        #expect(run.code == 0 && run.output.contains("\"epub\" : \"\(output(of: book).path)/a-small-book.epub\""))
    }

    @Test(
        "A format that there is not is an error before anything is built",
        arguments: [
            ("markdwn", "--to: there is no format `markdwn`; did you mean `markdown`?"),
            ("docx", "--to: there is no format `docx`; there are html, print, single-file, pdf, markdown, ipynb, epub"),
        ])
    func unknown(name: String, message: String) throws {
        let book = try SmallBook(["01-text": "# Text\n"])
        defer { book.remove() }
        let run = try CommandRun("build", "--to", name, in: book.folder, environment: book.environment)
        #expect(run.code == 2 && run.errors.contains(message), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: output(of: book).path))
    }

    @Test("One that this book does not allow says why; the rest of the book is built, and what was made stays")
    func impossible() throws {
        let book = try SmallBook(["README": "# Text\n\nNothing runs here.\n"])
        defer { book.remove() }
        let run = try CommandRun(list: Self.all, in: book.folder, environment: book.environment)
        #expect(run.code == 1)
        #expect(
            run.errors.contains("aebook: error: --to markdown: chapters/README.md has the name of"), "\(run.errors)")
        let made = try files(of: book).keys
        #expect(made.contains("README.html") && made.contains("a-small-book.epub"))
        #expect(made.contains("notebooks/README.ipynb") && !made.contains { $0.hasPrefix("markdown/") })
    }

    @Test(
        "A file that is not the book's own is left alone, and says so",
        arguments: ["markdown/README.md", "a-small-book.epub"])
    func somebodysFile(path: String) throws {
        let book = try SmallBook(["01-text": "# Text\n\nNothing runs here.\n"])
        defer { book.remove() }
        #expect(try CommandRun("build", in: book.folder, environment: book.environment).code == 0)
        let file = output(of: book).appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: file)
        let run = try CommandRun(list: Self.all, in: book.folder, environment: book.environment)
        #expect(run.code == 1 && run.errors.contains(path) && run.errors.contains("is in the way"), "\(run.errors)")
        #expect(try Data(contentsOf: file) == Data("mine".utf8))
        #expect(FileManager.default.fileExists(atPath: output(of: book).appendingPathComponent("01-text.html").path))
    }
}
