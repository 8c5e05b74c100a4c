import Manuscript
import Notebook
import Testing

struct ProseTests {
    @Test func markupOfAParagraph() {
        let (chapter, diagnostics) = read(
            "*a* **b** ~~c~~ `d` <b>e</b> [f](#t \"g\")  \n![h](https://x.org/i.png) \"j\" -- k")
        #expect(
            chapter.blocks == [
                .paragraph([
                    .emphasis([.text("a")]), .text(" "), .strong([.text("b")]), .text(" "),
                    .strikethrough([.text("c")]),
                    .text(" "), .code("d"), .text(" "), .html("<b>"), .text("e"), .html("</b>"), .text(" "),
                    .link(destination: "#t", title: "g", content: [.text("f")], location: at(3, 34)), .lineBreak,
                    .image(source: "https://x.org/i.png", alternative: "h", title: "", location: at(4, 6)),
                    .text(" “j” – k"),
                ])
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test func blocks() {
        let (chapter, diagnostics) = read("> a\n\n***\n\n3. b\n4. c\n\n<div>\n$x$ @fig-x\n</div>\n")
        #expect(
            chapter.blocks == [
                .quote([.paragraph([.text("a")])]), .rule,
                .list(start: 3, isTight: true, items: [[.paragraph([.text("b")])], [.paragraph([.text("c")])]]),
                .html("<div>\n$x$ @fig-x\n</div>\n"),
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test func inlineValuesEverywhere() {
        let (chapter, diagnostics) = read(
            "## A `{swift} a || b` c\n\n| `{swift} x[\"|\"]` |\n|---|\n| `{swift} y` |\n\n`{swift} f(\n  1)` ``{swift} z``"
        )
        #expect(chapter.inlineValues.map(\.expression) == ["a || b", "x[\"|\"]", "y", "f( 1)"])
        #expect(chapter.inlineValues.map(\.location) == [at(3, 6), at(5, 3), at(7, 3), at(9, 1)])
        #expect(chapter.blocks.last == .paragraph([.value(3), .text(" "), .code("{swift} z")]))
        #expect(diagnostics.isEmpty)
    }

    @Test func emptyValueIsAnError() {
        #expect(
            lines(read("a `{swift} ` b `{swift}`").diagnostics) == [
                "3: this inline value has no expression", "3: this inline value has no expression",
            ])
    }

    @Test func referencesAndCitations() {
        let (chapter, diagnostics) = read(
            "@fig-a, @Tbl-b-2. (@eq-c) me@fig-d.org `@fig-e` \\@sec-f [@v2008; @h:2006] [@fig-g; @sec-h] <https://x.y/@fig-i>"
        )
        #expect(
            chapter.blocks == [
                .paragraph([
                    .reference(label: "fig-a", location: at(3, 1)), .text(", "),
                    .reference(label: "tbl-b-2", location: at(3, 9)), .text(". ("),
                    .reference(label: "eq-c", location: at(3, 20)), .text(") "),
                    .link(
                        destination: "mailto:me@fig-d.org", title: "", content: [.text("me@fig-d.org")], location: at(3)
                    ),
                    .text(" "), .code("@fig-e"), .text(" @sec-f "),
                    .citation(keys: ["v2008", "h:2006"], location: at(3, 57)), .text(" "),
                    .reference(label: "fig-g", location: at(3, 75)), .text(", "),
                    .reference(label: "sec-h", location: at(3, 75)), .text(" "),
                    .link(
                        destination: "https://x.y/@fig-i", title: "", content: [.text("https://x.y/@fig-i")],
                        location: at(3)),
                ])
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test func citationOverTwoLinesAndNoCitation() {
        #expect(
            read("see [@a;\n@b]").chapter.blocks == [
                .paragraph([.text("see "), .citation(keys: ["a", "b"], location: at(3, 5))])
            ])
        // Not the definition of a link, although it stands at the beginning of a line.
        #expect(
            read("[@a]: the first").chapter.blocks == [
                .paragraph([.citation(keys: ["a"], location: at(3, 1)), .text(": the first")])
            ])
        #expect(lines(read("[@a, page 3]").diagnostics) == ["3: `[@a, page 3]` is no citation"])
        #expect(read("[@a](https://x.org)").diagnostics.isEmpty)
    }

    @Test func nothingIsLeftOutSilently() {
        #expect(
            lines(
                read("[-@fig-a]\n[a]{.aside}\n![b](c.png){width=5} {d} `{e}` \\{.f}\n\n## G {.unnumbered}").diagnostics)
                == [
                    "3: `[-@fig-a]` is no citation", "4: `{.aside}` has no meaning here",
                    "5: `{width=5}` has no meaning here",
                    "7: `{.unnumbered}` has no meaning here",
                ])
        #expect(read("@MainActor and (@x)").chapter.blocks == [.paragraph([.text("@MainActor and (@x)")])])
    }

    @Test(arguments: [
        ("a.b", true), ("if a { 1 } else { 2 }", false), ("try f(1)", true), ("let a = 1", false),
        ("a b", false), ("a +", false), ("return a", false),
    ])
    func valueIsOneExpression(text: String, isExpression: Bool) {
        let diagnostics = read("a `{swift} \(text)`").diagnostics
        #expect(diagnostics.isEmpty == isExpression)
        for fault in diagnostics {
            #expect(fault.code == .badInlineValue && fault.location == at(3, 3))
            #expect(fault.endColumn == 3 + "`{swift} \(text)`".count)
            #expect(fault.message.hasPrefix("`\(text)` is not one Swift expression"))
        }
    }

    @Test func callouts() {
        let (chapter, diagnostics) = read("> [!WARNING]\n> Mind *this*.\n>\n> - a\n")
        #expect(
            chapter.blocks == [
                .callout(
                    kind: "warning",
                    content: [
                        .paragraph([.text("Mind "), .emphasis([.text("this")]), .text(".")]),
                        .list(start: nil, isTight: true, items: [[.paragraph([.text("a")])]]),
                    ])
            ])
        #expect(diagnostics.isEmpty)
        let faulty = read("> [!NOTES]\n> a\n\n> [!tip] b\n\n::: {.callout-note}\n").diagnostics
        #expect(
            lines(faulty) == [
                "3: there is no callout `[!NOTES]`", "6: the mark of a callout stands on a line of its own",
                "8: a div of colons is not known here",
            ])
        #expect(faulty[0].help == "did you mean `NOTE`?")
    }

    @Test func footnotesStandInPlace() {
        let (chapter, diagnostics) = read("b[^x] a[^y] b[^x]\n\n[^y]: first `{swift} v`\n\n[^x]: second\n\n    more\n")
        let second = [Block.paragraph([.text("second")]), .paragraph([.text("more")])]
        #expect(
            chapter.blocks == [
                .paragraph([
                    .text("b"), .note(number: 1, content: second), .text(" a"),
                    .note(number: 2, content: [.paragraph([.text("first "), .value(0)])]), .text(" b"),
                    .note(number: 1, content: second),
                ])
            ])
        #expect(diagnostics.isEmpty)
    }

    @Test func footnotesThatGoAstray() {
        let (_, diagnostics) = read(
            "a\nb[^gone] c[^n] `[^code]` \\[^no]\n\n[^n]: x[^n]\n\n[^idle]: y\n\n[^n]: z\n\n---\n\n    [^k]: w")
        #expect(
            lines(diagnostics) == [
                "4: the footnote `[^gone]` is not defined", "6: a footnote cannot stand in a footnote",
                "!8: nothing refers to the footnote `[^idle]`", "10: the footnote `[^n]` is defined twice",
            ])
    }

    @Test func tablesWithCaptions() throws {
        let (chapter, diagnostics) = read("| a |\n|:-:|\n| *b* |\n\n: The `{swift} c` {#tbl-d}\n\n: no table")
        let table = try firstTable(of: chapter)
        #expect(
            table
                == MarkdownTable(
                    alignments: [.center], header: [[.text("a")]], rows: [[[.emphasis([.text("b")])]]], label: "tbl-d",
                    caption: [.text("The "), .value(0)], location: at(3)))
        #expect(chapter.blocks.count == 2)
        #expect(diagnostics.isEmpty)
        #expect(
            lines(read("| a |\n|---|\n| b |\n: c {#tbl-d}\n").diagnostics) == [
                "6: this line is a row of the table above it"
            ])
        #expect(
            lines(read("|a|\n|-|\n|b|\n\n: c {#fig-d}\n").diagnostics) == [
                "7: the label `fig-d` of a table must begin with tbl-"
            ])
    }

    @Test func headingsAndAnchors() {
        let (chapter, diagnostics) = read(
            "## A b!\n\n## A *b*\n\n### C {#sec-c_d}\n\n## Fig. 1\n\n## Don’t “Über” it\n\n## {#own}\n\n#### E {#own} \n\n## 日本"
        )
        let identifiers = chapter.blocks.map { block in
            if case .heading(_, _, let identifier, _) = block { identifier } else { "" }
        }
        #expect(identifiers == ["a-b", "a-b-2", "sec-c_d", "heading-fig-1", "dont-über-it", "own", "own", "日本"])
        #expect(chapter.blocks[2] == .heading(level: 3, content: [.text("C")], identifier: "sec-c_d", location: at(7)))
        #expect(
            lines(diagnostics) == [
                "15: the anchor `own` is taken", "!15: this heading of level 4 follows one of level 2",
            ])
    }

    @Test func labelsThatLabelNothing() {
        #expect(
            lines(read("a {#fig-x} b\n\n![c](d.png){#fig-y}\n\n## H {#tbl-z}").diagnostics) == [
                "3: there is nothing here that `{#fig-x}` could label",
                "5: there is nothing here that `{#fig-y}` could label",
                "7: the label `tbl-z` of a heading must begin with sec-",
            ])
    }

    @Test func imagesNeedWords() {
        #expect(
            lines(read("a\n![](b.png) ![`{swift} c`](d.png)").diagnostics) == [
                "!4: this image has no alternative text", "4: an inline value cannot stand in the text of an image",
            ])
        #expect(
            read("![a $x_1$ *b*](c.png)").chapter.blocks == [
                .paragraph([.image(source: "c.png", alternative: "a $x_1$ b", title: "", location: at(3, 16))])
            ])
    }

    @Test func linksKnowThePlaceOfTheirAddress() {
        let (chapter, _) = read("`code\nspan` [a\nb](#x\n\"t\") [c](#y)\n[d](#z)")
        var found: [String] = []
        guard case .paragraph(let inlines)? = chapter.blocks.first else {
            Issue.record("no paragraph in \(chapter.blocks)")
            return
        }
        for case .link(let destination, _, _, let location) in inlines {
            found.append("\(destination) \(location.line):\(location.column ?? 0)")
        }
        #expect(found == ["#x 5:4", "#y 6:10", "#z 7:5"])
    }
}
