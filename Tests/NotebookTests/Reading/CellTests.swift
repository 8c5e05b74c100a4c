import Manuscript
import Notebook
import Testing

struct CellTests {
    @Test func cellWithOptions() throws {
        let (chapter, diagnostics) = read(
            """
            ```swift run
            //| label: fig-latent
            //| fig-cap: "The **code**: `{swift} count` digits of $z$"
            //| fig-alt: Ten clusters of
            //|   points, `{swift} spread` apart.
            //| echo: false
            //| code-fold: true
            //| code-summary: Show the code
            //| error: true

            let a = 1
            show(a)
            ```
            """)
        #expect(diagnostics.isEmpty)
        #expect(chapter.blocks == [.cell(0)])
        let cell = try #require(chapter.cells.first)
        #expect(cell.location == at(3))
        #expect(cell.options.label == "fig-latent")
        #expect(cell.options.figureAlternative == "Ten clusters of points, `{swift} spread` apart.")
        #expect(!cell.options.echo && cell.options.codeFold && cell.options.error && cell.options.output)
        #expect(cell.options.codeSummary == "Show the code")
        #expect(
            cell.caption == [
                .text("The "), .strong([.text("code")]), .text(": "), .value(0), .text(" digits of "),
                .math(tex: "z", location: at(5)),
            ])
        #expect(cell.alternative == [.text("Ten clusters of points, "), .value(1), .text(" apart.")])
        #expect(cell.code == "let a = 1\nshow(a)")
        #expect(cell.codeLine == 13)
        #expect(
            chapter.inlineValues == [
                InlineValue(index: 0, location: at(5), expression: "count"),
                InlineValue(index: 1, location: at(6), expression: "spread"),
            ])
    }

    @Test func valuesComeAfterTheirCell() {
        let (chapter, _) = read(
            """
            Before `{swift} a`.

            ```{swift}
            //| label: tbl-x
            //| tbl-cap: The `{swift} b`
            1
            ```

            After `{swift} c` | text.

            ~~~ swift run
            2
            ~~~
            """)
        let expressions = chapter.steps.map { step in
            switch step {
            case .cell(let cell): "cell \(cell.index)"
            case .inlineValue(let value): "\(value.expression) \(value.index)"
            case .claim(let claim): "\(claim.expression) \(claim.index)"
            }
        }
        #expect(expressions == ["a 0", "cell 0", "b 1", "c 2", "cell 1"])
        #expect(chapter.cells.map(\.code) == ["1", "2"])
    }

    @Test func everyMistakeIsReported() {
        let (_, diagnostics) = read(
            """
            ```swift run
            //| lable: fig-a
            //| echo: maybe
            //| echo: false
            //| fig-cap: Loss: the curve
            //| output
            //| code-summary:
            let x = 1
            //| label: fig-b
            ```
            """)
        #expect(
            lines(diagnostics) == [
                "4: unknown key `lable`", "5: `echo` takes true or false, not `maybe`", "6: `echo` is given twice",
                "7: mapping values are not allowed in this context", "8: `output` is no option",
                "9: `code-summary` has no value", "11: this option has no effect below the first line of code",
            ])
        #expect(diagnostics[0].help == "did you mean `label`?")
    }

    @Test(arguments: ["//|\u{A0}echo:\u{A0}false", "//|\techo:\tfalse", "  //| echo : false", "// | echo: false  "])
    func blanksOfAnyKindDoNotVoidAnOption(line: String) {
        let (chapter, diagnostics) = read("```swift run\n\(line)\n1\n```")
        #expect(chapter.cells[0].options.echo == false)
        #expect(diagnostics.isEmpty)
        #expect(chapter.cells[0].code == "1")
    }

    @Test func commentsAreNoOptions() {
        let (chapter, diagnostics) = read("```swift run\n// | a | b |\n// note: this\n1\n```")
        #expect(chapter.cells[0].code == "// | a | b |\n// note: this\n1")
        #expect(diagnostics.isEmpty)
    }

    @Test func valuesOverLinesAndComments() {
        let (chapter, diagnostics) = read(
            """
            ```swift run
            //| fig-alt: |
            //|   First line.
            //|   Second line.
            //|
            //| tbl-cap: "One: two
            //|   three # four"
            //| code-summary: The C # language
            //| include: Sources/A.swift
            1
            ```
            """)
        #expect(chapter.cells[0].options.figureAlternative == "First line.\nSecond line.")
        #expect(chapter.cells[0].options.tableCaption == "One: two three # four")
        #expect(chapter.cells[0].codeLine == 12)
        #expect(
            lines(diagnostics) == [
                "!8: `tbl-cap` without a label: it will have no number",
                "!10: `# language` is a comment and no part of the value",
                "11: `include` takes true or false, not `Sources/A.swift`",
            ])
    }

    @Test func captionCannotForgeWhatMaskingWrites() {
        let (chapter, _) = read("```swift run\n//| tbl-cap: \"a\\uFDD0\\uFDD9\\uFDD1 b\"\n1\n```")
        #expect(chapter.cells[0].caption == [.text("a b")])
    }

    @Test func labelsAndCaptionsMustFit() {
        func faults(_ options: String) -> [String] {
            lines(read("```swift run\n" + options + "\n1\n```").diagnostics)
        }
        #expect(faults("//| label: latent") == ["4: the label `latent` of a cell must begin with fig- or tbl-"])
        #expect(
            faults("//| label: tbl-a\n//| fig-cap: A\n//| fig-alt: B") == [
                "5: `fig-cap` does not fit the label `tbl-a`"
            ])
        #expect(
            faults("//| fig-cap: A") == [
                "!3: this figure has no `fig-alt`", "!4: `fig-cap` without a label: it will have no number",
            ])
        #expect(faults("//| label: tbl-a") == ["!4: `tbl-a` has no caption"])
        #expect(
            faults("//| label: tbl-a\n//| tbl-cap: A\n//| output: false") == [
                "!6: `tbl-a` leads to nothing, because `output: false` hides it"
            ])
        #expect(
            faults("//| label: fig-a b\n//| fig-cap: A\n//| fig-alt: B") == [
                "4: the label `fig-a b` holds more than letters, digits, - and _"
            ])
    }

    @Test func fencesThatDoNotRun() {
        let (chapter, diagnostics) = read(
            "```swift\nlet a = 1\n```\n\n```python\nprint()\n```\n\n```swift rum\n```\n\n```{python}\n1\n```\n\n"
                + "```{swift, echo=false}\n2\n```\n\n```swift run\n#| echo: false\n3\n```\n")
        #expect(
            Array(chapter.blocks.prefix(2)) == [
                .code(language: "swift", code: "let a = 1", location: at(3)),
                .code(language: "python", code: "print()", location: at(7)),
            ])
        #expect(
            lines(diagnostics) == [
                "11: a Swift fence says `swift run` or `swift`, not `swift rum`",
                "14: a cell in python cannot run; cells are in Swift", "18: options do not go on the line of the fence",
                "23: options of a Swift cell begin with `//|`, not `#|`",
            ])
    }

    @Test(arguments: [
        ("```swift run\nlet a = 1\n", 3), ("text\n\n> ```\n> code\n\ntext", 5), ("- ```\n  code\n- ~~~\n  ~~~\n", 3),
        ("````\n```\n", 3), ("```\n~~~\n", 3),
    ])
    func unclosedFence(markdown: String, line: Int) {
        #expect(lines(read(markdown).diagnostics) == ["\(line): this fence has no end"])
    }

    @Test(arguments: [
        "```\n```", "> ```\n> a\n> ```", "- a\n\n  ~~~\n  b\n  ~~~~\n", "````\n```\n````", "   ```\n  a\n```",
    ])
    func closedFence(markdown: String) {
        #expect(read(markdown).diagnostics.isEmpty)
    }

    @Test func cellInAListKeepsItsLines() {
        let (chapter, diagnostics) = read(
            "1. one\n\n   ```swift run\n   //| echo: false\n   if a {\n     b\n   }\n   ```\n")
        #expect(chapter.cells[0].code == "if a {\n  b\n}")
        #expect(chapter.cells[0].codeLine == 7)
        #expect(diagnostics.isEmpty)
    }
}
