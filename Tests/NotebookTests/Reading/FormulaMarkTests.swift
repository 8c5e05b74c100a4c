import Notebook
import Testing

struct FormulaMarkTests {
    @Test func formulaInTheLineIsNotMarkdown() {
        let (chapter, diagnostics) = read(#"A loss $a_i * b_i < \frac{x}{y} & z|w$ here."#)
        #expect(
            chapter.blocks == [
                .paragraph([
                    .text("A loss "), .math(tex: #"a_i * b_i < \frac{x}{y} & z|w"#, location: at(3, 8)),
                    .text(" here."),
                ])
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test(arguments: [
        "costs $5 and $10 more", "a $ b $ c", "US$5, US$6", #"\$x\$"#, "100$", "from $5\n- to a$ b",
    ])
    func dollarsThatAreMoney(text: String) {
        let (chapter, _) = read(text)
        #expect(!"\(chapter.blocks)".contains("math("))
        #expect("\(chapter.blocks)".contains("$"))
    }

    @Test func escapedDollarIsADollar() {
        #expect(
            read(#"\$5 and $x$"#).chapter.blocks == [
                .paragraph([.text("$5 and "), .math(tex: "x", location: at(3, 9))])
            ])
    }

    @Test func codeKeepsItsDollars() {
        let (chapter, diagnostics) = read("`$x$` and ``a ` $y$``\n\n```swift\n{ $0 + $1 } // $$\n```\n\n    $z$ $$\n")
        #expect(
            chapter.blocks == [
                .paragraph([.code("$x$"), .text(" and "), .code("a ` $y$")]),
                .code(language: "swift", code: "{ $0 + $1 } // $$", location: at(5)),
                .code(language: "", code: "$z$ $$", location: at(9)),
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test func formulaOverTwoLinesIsOne() {
        #expect(
            read("> see $a +\n> b$ and\n> so on").chapter.blocks == [
                .quote([
                    .paragraph([
                        .text("see "), .math(tex: "a +\nb", location: at(3, 7)), .text(" and"), .softBreak,
                        .text("so on"),
                    ])
                ])
            ])
    }

    @Test func displayFormulaSplitsItsParagraph() {
        let (chapter, diagnostics) = read("The error\n$$\nL = \\|x\n- y\\|^2\n> 0 # z\n$$ {#eq-mse}\nis small.")
        #expect(
            chapter.blocks == [
                .paragraph([.text("The error")]),
                .equation(tex: "L = \\|x\n- y\\|^2\n> 0 # z", label: "eq-mse", location: at(4, 1)),
                .paragraph([.text("is small.")]),
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test func displayFormulaInListAndQuote() {
        let (chapter, _) = read("- item\n\n  $$ x > 0 $$\n\n> - $$\n>   a\n>   > b\n>   $$\n")
        #expect(
            chapter.blocks == [
                .list(
                    start: nil, isTight: false,
                    items: [[.paragraph([.text("item")]), .equation(tex: "x > 0", label: nil, location: at(5, 3))]]),
                .quote([
                    .list(
                        start: nil, isTight: true,
                        items: [[.equation(tex: "a\n> b", label: nil, location: at(7, 5))]])
                ]),
            ])
    }

    @Test func unclosedDisplayIsAnError() {
        let (_, diagnostics) = read("Text\n\n$$\nx\n\nmore $y$")
        #expect(lines(diagnostics) == ["5: this `$$` has no end"])
        #expect(diagnostics[0].location.column == 1)
    }

    @Test func displayWithoutAParagraphAndEmptyAndMislabelled() {
        let (_, diagnostics) = read("## A $$x$$ b\n\n$$ $$\n\n$$y$$ {#fig-y}")
        #expect(
            lines(diagnostics) == [
                "3: a display formula must stand in a paragraph", "5: this formula is empty",
                "7: the label `fig-y` of a formula must begin with eq-",
            ])
    }

    @Test func formulaInATableKeepsItsBars() throws {
        let (chapter, _) = read("| n | v |\n|---|--:|\n| $|x|$ | $5 |")
        let table = try firstTable(of: chapter)
        #expect(table.rows == [[[.math(tex: "|x|", location: at(5, 3))], [.text("$5")]]])
        #expect(table.alignments == [.none, .right])
    }

    @Test func formulaInEmphasisAndHeading() {
        let (chapter, _) = read("## The **$\\beta$-VAE**")
        #expect(
            chapter.blocks == [
                .heading(
                    level: 2,
                    content: [.text("The "), .strong([.math(tex: "\\beta", location: at(3, 10)), .text("-VAE")])],
                    identifier: "the-beta-vae", location: at(3))
            ])
    }
}
