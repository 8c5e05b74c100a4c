import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import Testing

@Suite("A book checked without running it") struct BookCheckTests {
    private func check(_ files: [String: String]) throws -> [Diagnostic] {
        let place = try TemporaryBook(files.merging(["chapters/book.yml": "title: T\n"]) { own, _ in own })
        let (book, found) = try BookReader.read(folder: place.folder)
        return try BookCheck().diagnostics(of: book, found: found)
    }

    private func words(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map { "\($0.location.file.dropFirst("chapters/".count)):\($0.location.line) \($0.code.rawValue)" }
    }

    @Test("Everything is said once, settings first, then chapter by chapter and line by line")
    func order() throws {
        let diagnostics = try check([
            "chapters/book.yml": "title: T\nauthr: A\nchapters: [02-b, 01-a]\n",
            "chapters/01-a.md": "# A\n\n$\\nonsense$ @fig-x\n\n```swift run\nlet = 1\n```\n",
            "chapters/02-b.md": "# B\n\n```swift run\n(1\n```\n\n`{swift} 1 +` [a](b.csv)\n",
        ])
        #expect(
            words(diagnostics) == [
                "book.yml:2 unknown-option", "02-b.md:4 syntax-error", "02-b.md:7 bad-inline-value",
                "02-b.md:7 broken-link", "01-a.md:3 bad-formula", "01-a.md:3 unknown-reference",
                "01-a.md:6 syntax-error",
            ])
        #expect(diagnostics.allSatisfy { $0.severity == .error })
    }

    /// Such a variable is 0 until then, and a build would show that.
    @Test("A variable that is used above the cell that sets it is a mistake")
    func earlyUses() throws {
        let text = """
            # A

            `{swift} later` and [x]{claim="twice() < 4"}

            ```swift run
            func twice() -> Int { 2 * later }
            let lazy = { later + 1 }
            let widths = [1, 2].map { width in width + 1 }
            print(lazy())
            ```

            ```swift run
            let later = 1
            let width = later
            ```

            `{swift} later + twice() + lazy()`
            """
        let diagnostics = try check(["chapters/01-a.md": text])
        #expect(words(diagnostics) == ["01-a.md:3 early-use", "01-a.md:3 early-use", "01-a.md:9 early-use"])
        #expect(
            diagnostics.first?.message == "`later` is used before it has a value: it is set at chapters/01-a.md:13")
    }

    @Test("Columns count characters, also behind letters of several bytes, a byte order mark and CRLF")
    func columns() throws {
        let text =
            "\u{FEFF}# É @fig-x\r\n\r\nÀ $a\\nonsense$ [é](gone.csv)\r\n\r\n```swift run\r\nlet é = 1; let = 2\r\n```\r\n"
        let diagnostics = try check(["chapters/01-a.md": text])
        let places = diagnostics.map { "\($0.location.line):\($0.location.column ?? 0)-\($0.endColumn ?? 0)" }
        #expect(places.prefix(3) == ["1:5-11", "3:5-0", "3:20-28"])
        #expect(diagnostics[3...].map(\.location.line).allSatisfy { $0 == 6 })
        #expect(diagnostics.dropFirst(3).first?.location.column == 16)
    }

    @Test("An option's columns count in the chapter, in lists too")
    func optionColumns() throws {
        let text = "# A\n\n- a\n\n  ```swift run\n  //| lable: x\n  //| echo: maybe\n  1\n  ```\n"
        let diagnostics = try check(["chapters/01-a.md": text])
        #expect(
            diagnostics.map { "\($0.location)-\($0.endColumn ?? 0)" } == [
                "chapters/01-a.md:6:7-12", "chapters/01-a.md:7:13-18",
            ])
        #expect(diagnostics.first?.help == "did you mean `label`?")
    }

    @Test("Captions and alternative texts without words are mistakes")
    func emptyCaptions() throws {
        let text =
            "# A\n\n```swift run\n//| label: fig-a\n//| fig-cap: \"\"\n//| fig-alt:\n1\n```\n\n|a|\n|-|\n|b|\n\n: {#tbl-a}\n"
        #expect(
            words(try check(["chapters/01-a.md": text])) == [
                "01-a.md:5 empty-caption", "01-a.md:6 missing-alt", "01-a.md:14 empty-caption",
            ])
    }

    @Test("Links to files beside the chapter are copied, and lead there")
    func linkedFiles() throws {
        let place = try TemporaryBook([
            "chapters/book.yml": "title: T\n", "chapters/data/a b.csv": "1,2\n",
            "chapters/01-a.md": "# A\n\n[numbers](<data/a b.csv#row>) and [index](index.html)\n",
        ])
        let (book, found) = try BookReader.read(folder: place.folder)
        #expect(try BookCheck().diagnostics(of: book, found: found) == [])
        let output = place.folder.appendingPathComponent("output")
        let data = BookData(name: "no data", trainingImages: 0, testImages: 0)
        _ = try PageWriter().write(book, runs: [:], data: data, to: output)
        let page = try String(contentsOf: output.appendingPathComponent("01-a.html"), encoding: .utf8)
        #expect(page.contains("href=\"files/data/a%20b.csv#row\"") && page.contains("href=\"index.html\""))
        let copy = try String(contentsOf: output.appendingPathComponent("files/data/a b.csv"), encoding: .utf8)
        #expect(copy == "1,2\n")
    }

    @Test("The names of codes are for scripts: small letters with hyphens between")
    func codes() {
        for code in DiagnosticCode.allCases {
            #expect(code.rawValue.wholeMatch(of: /[a-z0-9]+(?:-[a-z0-9]+)*/) != nil, "\(code)")
        }
    }
}
