import Foundation
import Manuscript
import Notebook
import Reading
import Testing

/// What Markdown, or we, would leave out or show as it is written: it is on the page, or something is said of it.
struct NothingLostTests {
    @Test(arguments: [
        "`x|y`", "`` a|b ``", "`|`", "`a||b`", "`{swift} a || b`", "$|x|$", "`x\\|y`", "a\\|b", "**`a|b`**",
    ])
    func barsInCodeEndNoCell(cell: String) throws {
        let (chapter, diagnostics) = read("| a | b |\n|---|---|\n| \(cell) | kept |\n")
        #expect(try firstTable(of: chapter).rows[0].last == [.text("kept")])
        #expect(diagnostics.isEmpty)
        let header = read("| \(cell) | kept |\n|---|---|\n| 1 | 2 |\n").chapter
        #expect(try firstTable(of: header).header.last == [.text("kept")])
    }

    @Test(arguments: [
        (
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
            "!5: this row has 3 cells and its table 2, so 1 of them will not be shown"
        ),
        ("a | b\n--|--\n1 | 2 | 3 | 4 |", "!5: this row has 4 cells and its table 2, so 2 of them will not be shown"),
        ("> | a |\n> |---|\n> | 1 | 2 |", "!5: this row has 2 cells and its table 1, so 1 of them will not be shown"),
        ("| a | b |\n|---|\n| 1 |", "!4: this is no table: its heading has 2 cells, and the line of hyphens 1"),
        ("| a |\n|---|---|\n| 1 |", "!4: this is no table: its heading has 1 cells, and the line of hyphens 2"),
    ])
    func cellsThatATableHasNoRoomFor(markdown: String, message: String) {
        #expect(lines(read(markdown).diagnostics) == [message])
    }

    @Test(arguments: [
        ("H~2~O", "!3: `~2~` is struck through here, not set low"), ("x^2^", "!3: `^2^` is not set high here"),
        ("a \\(x\\) b", "!3: `\\(…\\)` makes no formula here, but brackets"),
        ("\\[ x^2 \\]", "!3: `\\[…\\]` makes no formula here, but brackets"),
        ("\\begin{tabular}{c}a\\end{tabular}", "3: `\\begin{tabular}` stands outside of a formula"),
        ("Term\n: meaning", "!4: this colon makes neither a definition nor a caption"),
        ("Term\n\n:   meaning", "!5: this colon makes neither a definition nor a caption"),
        ("::: note\na\n:::", "3: a div of colons is not known here"),
    ])
    func markupOfOtherSystems(markdown: String, message: String) {
        #expect(lines(read(markdown).diagnostics) == [message])
    }

    @Test(arguments: [
        ("[Note]: important\n\na", "!3: nothing refers to `[note]`"),
        ("[a]: x.org\n[A]: y.org\n\n[a]", "!4: the address of `[a]` is defined twice"),
        ("> [b]: x.org\n\na", "!3: nothing refers to `[b]`"),
    ])
    func addressesThatNothingRefersTo(markdown: String, message: String) {
        #expect(lines(read(markdown).diagnostics.filter { $0.code == .unusedAddress }) == [message])
    }

    @Test(arguments: [
        "[a]: https://x.org\n\n[a]", "[a b]: https://x.org\n\n[c][A b]", "\\[Note]: important",
        "[Note]: it is important",
    ])
    func addressesThatAreUsed(markdown: String) { #expect(read(markdown).diagnostics.isEmpty) }

    @Test(arguments: [
        "a ~b~ c", "~~H2~~O", "2^10 and 3^4", "\\[a\\] b", "\\(a", "a\\\\(b\\\\)", "`\\begin{a}`",
        "$\\begin{cases}a\\end{cases}$",
        "a : b\n:c", "x^2", "a\\[1\\] = b",
    ])
    func markupThatIsMeant(markdown: String) { #expect(read(markdown).diagnostics.isEmpty) }

    @Test(arguments: ["equation", "align", "align*", "gather"])
    func environmentsStandForFormulas(name: String) {
        let tex = "\\begin{\(name)}\n- a_1 &= b_1\n\\end{\(name)}"
        let (chapter, diagnostics) = read("Before:\n\(tex)\nAfter.")
        #expect(diagnostics.isEmpty)
        #expect(
            chapter.blocks == [
                .paragraph([.text("Before:")]), .equation(tex: tex, label: nil, location: at(4, 1)),
                .paragraph([.text("After.")]),
            ])
    }

    @Test func taskLists() {
        let (chapter, diagnostics) = read("- [ ] a\n- [x] **b**\n- c\n- [ ]d")
        #expect(diagnostics.isEmpty)
        #expect(
            chapter.blocks == [
                .list(
                    start: nil, isTight: true,
                    items: [
                        [.paragraph([.taskMark(isDone: false), .text(" "), .text("a")])],
                        [.paragraph([.taskMark(isDone: true), .text(" "), .strong([.text("b")])])],
                        [.paragraph([.text("c")])], [.paragraph([.text("[ ]d")])],
                    ])
            ])
    }

    /// A caption knows what the chapter defines.
    @Test(arguments: [
        ("Lines[^n]", "note(number: 1"), ("Lines[^N] and [a]", "note(number: 1"),
        ("See [a]", "link(destination: \"https://x.org\""),
        ("See [b][A]", "link(destination: \"https://x.org\""), ("`x`[^m]", "note(number: 1"),
    ])
    func captionsReferToWhatTheChapterDefines(caption: String, expected: String) {
        let (chapter, diagnostics) = read(
            "[^n]: A note with $x$.\n[^m]: Another.\n\n[a]: https://x.org\n\n```swift run\n//| label: fig-a\n"
                + "//| fig-cap: \"\(caption)\"\n//| fig-alt: \"x\"\nf()\n```\n")
        #expect("\(chapter.cells[0].caption)".contains(expected))
        #expect(!diagnostics.contains { $0.severity == .error })
        #expect(diagnostics.count { $0.code == .unusedNote } == (expected.hasPrefix("note") ? 1 : 2))
    }

    @Test func notesAreNumberedAsTheyCome() {
        let (chapter, diagnostics) = read("[^b]: two\n[^a]: one\n\nx[^a] y[^b] z[^a]")
        let notes = "\(chapter.blocks)".matches(of: /note\(number: (\d)/).map { String($0.1) }
        #expect(notes == ["1", "2", "1"])
        #expect(diagnostics.isEmpty)
    }

    @Test(arguments: ["02-b.qmd", "02-b.MD", "02-b.markdown", "02-b.Rmd", "02-b.ipynb"])
    func filesThatOnlyLookLikeChapters(name: String) throws {
        let book = try TemporaryBook([
            "chapters/01-a.md": "# A\n", "chapters/book.yml": "title: T\n", "chapters/\(name)": "# B\n",
        ])
        let diagnostics = try BookReader.read(folder: book.folder).diagnostics
        #expect(diagnostics.map(\.location.file) == ["chapters/\(name)"])
        #expect(diagnostics.first?.help == "call it 02-b.md if it is meant to be one")
        let other = try TemporaryBook(["chapters/\(name)": "# B\n"])
        let error = #expect(throws: BookError.self) { try BookReader.read(folder: other.folder) }
        #expect(error?.diagnostics.count == 2)
    }
}
