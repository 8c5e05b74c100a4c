import Manuscript
import Notebook
import Testing

struct ChapterTests {
    @Test func linesCountFromTheTopOfTheFile() {
        let (chapter, diagnostics) = readWhole(
            "---\ntitle: T\ndescription: \"What: it is\"\n---\n\n## One\n\n$$\nx\n$$\n\n```swift run\n//| echo: false\na\n```\n"
        )
        #expect(chapter.title == "T")
        #expect(chapter.titleContent == [.text("T")])
        #expect(chapter.summary == "What: it is")
        #expect(
            chapter.blocks == [
                .heading(level: 2, content: [.text("One")], identifier: "one", location: at(6)),
                .equation(tex: "x", label: nil, location: at(8, 1)), .cell(0),
            ])
        #expect(chapter.cells[0].location == at(12))
        #expect(chapter.cells[0].codeLine == 14)
        #expect(diagnostics.isEmpty)
    }

    @Test func fileNameAndSource() {
        let text = "\u{FEFF}# T\r\n\r\na\r\nb\r\n"
        let (chapter, diagnostics) = readWhole(text)
        #expect(chapter.file == "chapters/03-test.md" && chapter.name == "03-test" && chapter.number == 3)
        // Lines and columns count in what a reader sees.
        #expect(chapter.source == "# T\n\na\nb\n")
        #expect(chapter.title == "T")
        #expect(chapter.blocks == [.paragraph([.text("a"), .softBreak, .text("b")])])
        #expect(diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("text\n", ["1: the chapter has no title"]), ("", ["1: the chapter has no title"]),
        ("text\n\n# T\n", ["3: something stands before the title"]),
        ("# A\n\n# B\n", ["3: a chapter has one heading of level 1, and it is in line 1"]),
        ("# A `{swift} b`\n", ["1: an inline value or a claim cannot stand in a chapter's title"]),
        ("---\ntitle: B\n---\n# A\n", ["!2: the front matter's title is not used, because line 4 has one"]),
        ("---\nauthor: B\n---\n# A\n", ["2: unknown key `author`"]), ("#\n", ["1: the title is empty"]),
        ("---\ntitle: B\n", ["1: the front matter has no end"]),
        ("# A\n\nb\u{0}c\n", ["3: U+0 is no character of a text"]),
    ])
    func titlesThatAreWrong(text: String, faults: [String]) {
        #expect(lines(readWhole(text).diagnostics).prefix(1) == faults[...])
    }

    /// A small chapter with most of what a chapter can hold.
    @Test func wholeChapter() {
        let (chapter, diagnostics) = readWhole(
            """
            ---
            description: How much fits through
            ---
            # The Bottleneck

            A code of $d$ numbers[^why] holds `{swift} ratio`× less; see @eq-mse.

            $$ L = \\frac{1}{n} \\sum_i (x_i - \\hat x_i)^2 $$ {#eq-mse}

            ## Training {#sec-training}

            > [!TIP]
            > Try $d = 3$.

            ```swift run
            //| label: tbl-losses
            //| tbl-cap: Losses of `{swift} count` networks
            losses
            ```

            [^why]: As in [@hinton2006].
            """)
        #expect(diagnostics.isEmpty)
        #expect(
            chapter.blocks == [
                .paragraph([
                    .text("A code of "), .math(tex: "d", location: at(6, 11)), .text(" numbers"),
                    .note(
                        number: 1,
                        content: [
                            .paragraph([
                                .text("As in "), .citation(keys: ["hinton2006"], location: at(21, 15)), .text("."),
                            ])
                        ]),
                    .text(" holds "), .value(0), .text("× less; see "),
                    .reference(label: "eq-mse", location: at(6, 62)),
                    .text("."),
                ]),
                .equation(
                    tex: "L = \\frac{1}{n} \\sum_i (x_i - \\hat x_i)^2", label: "eq-mse", location: at(8, 1)),
                .heading(level: 2, content: [.text("Training")], identifier: "sec-training", location: at(10)),
                .callout(
                    kind: "tip",
                    content: [.paragraph([.text("Try "), .math(tex: "d = 3", location: at(13, 7)), .text(".")])]),
                .cell(0),
            ])
        #expect(chapter.cells[0].caption == [.text("Losses of "), .value(1), .text(" networks")])
        #expect(
            chapter.steps == [
                .inlineValue(InlineValue(index: 0, location: at(6, 35), expression: "ratio")), .cell(chapter.cells[0]),
                .inlineValue(InlineValue(index: 1, location: at(17), expression: "count")),
            ])
    }
}
