import Foundation
import Notebook
import Testing

/// Constructs inside of each other.
struct NestingTests {
    @Test func cellInACallout() {
        let (chapter, diagnostics) = read("> [!NOTE]\n> ```swift run\n> //| echo: false\n> a > b\n> ```\n")
        #expect(chapter.blocks == [.callout(kind: "note", content: [.cell(0)])])
        #expect(chapter.cells[0].code == "a > b")
        #expect(chapter.cells[0].location == at(4))
        #expect(diagnostics.isEmpty)
    }

    @Test func codeInAFootnote() {
        let (chapter, diagnostics) = read("a[^n]\n\n[^n]: b\n\n    ```swift\n    c $x$\n    ```\n\n    $$ d $$\n")
        #expect(
            chapter.blocks == [
                .paragraph([
                    .text("a"),
                    .note(
                        number: 1,
                        content: [
                            .paragraph([.text("b")]), .code(language: "swift", code: "c $x$", location: at(7)),
                            .equation(tex: "d", label: nil, location: at(11, 5)),
                        ]),
                ])
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test func fencesInListsOfEveryKind() {
        let (chapter, diagnostics) = read(
            "10. a\n\n    ```\n    b\n    ```\n\n    - c\n\n      ~~~~\n      ~~~\n      ~~~~\n\n> 1. ```\n>    d\n>    ```\n"
        )
        #expect(diagnostics.isEmpty)
        #expect("\(chapter.blocks)".components(separatedBy: "code(").count == 4)
    }

    @Test func commentsHideEverything() {
        let (chapter, diagnostics) = read("<!--\n```swift run\n$$ @fig-a `{swift} x`\n-->\n\nb <!-- $y$ --> $z$")
        #expect(
            chapter.blocks == [
                .html("<!--\n```swift run\n$$ @fig-a `{swift} x`\n-->\n"),
                .paragraph([
                    .text("b "), .html("<!-- $y$ -->"), .text(" "), .math(tex: "z", location: at(8, 16)),
                ]),
            ])
        #expect(chapter.cells.isEmpty && chapter.inlineValues.isEmpty && diagnostics.isEmpty)
    }

    @Test func definitionsOfLinks() {
        let (chapter, _) = read("[a]: https://x.org/$b$ \"c\"\n\nsee [*d* $e$][a] and [a]")
        #expect(
            chapter.blocks == [
                .paragraph([
                    .text("see "),
                    .link(
                        destination: "https://x.org/$b$", title: "c",
                        content: [.emphasis([.text("d")]), .text(" "), .math(tex: "e", location: at(5, 10))],
                        location: at(5)),
                    .text(" and "),
                    .link(destination: "https://x.org/$b$", title: "c", content: [.text("a")], location: at(5)),
                ])
            ])
    }

    @Test func tableInAQuoteWithItsCaption() throws {
        let (chapter, diagnostics) = read(
            "> | `{swift} a` | $b_1$ | @tbl-c |\n> |---|:--|--:|\n> | [@d] | e[^f] |\n>\n> : *G* {#tbl-c}\n\n[^f]: h")
        let table = try firstTable(of: chapter)
        #expect(
            table.header == [
                [.value(0)], [.math(tex: "b_1", location: at(3, 19))],
                [.reference(label: "tbl-c", location: at(3, 27))],
            ])
        #expect(
            table.rows == [
                [
                    [.citation(keys: ["d"], location: at(5, 5))],
                    [.text("e"), .note(number: 1, content: [.paragraph([.text("h")])])], [],
                ]
            ])
        #expect(table.caption == [.emphasis([.text("G")])])
        #expect(table.label == "tbl-c")
        #expect(table.alignments == [.none, .left, .right])
        #expect(diagnostics.isEmpty)
    }

    @Test func valuesInLinksNotesAndEmphasis() {
        let (chapter, diagnostics) = read("[**`{swift} a`**](#x) b[^n] ~~`{swift} d`~~\n\n[^n]: `{swift} c`\n")
        #expect(chapter.inlineValues.map(\.expression) == ["a", "c", "d"])
        #expect(diagnostics.isEmpty)
    }
}
