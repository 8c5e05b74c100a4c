import Foundation
import Notebook
import Running
import Testing
import Transcript

@Suite("Numbers typed by hand")
struct TypedNumberTests {
    private func findings(_ markdown: String) -> [String] {
        TypedNumbers.findings(in: read(markdown).chapter, run: nil).map {
            "\($0.location.line):\($0.location.column ?? 0) \($0.message)"
        }
    }

    @Test(
        "A number of the prose is found at its place",
        arguments: [
            ("It is 0.0119 now.", ["3:7 the number 0.0119 was typed by hand"]),
            (
                "- *some* 42% of\n  1,024 pictures",
                [
                    "3:10 the number 42% was typed by hand", "4:3 the number 1,024 was typed by hand",
                ]
            ),
            ("| a |\n|---|\n| 77 |", ["5:3 the number 77 was typed by hand"]),
            ("`5` and $5$ and 5.", ["3:17 the number 5 was typed by hand"]),
            ("A.[^n]\n\n[^n]: Some 12 of them.", ["5:12 the number 12 was typed by hand"]),
            (
                "At 3e-4, 1e5, 20k, 2.5k, 12ms, 1/3 and .5 now",
                zip([4, 10, 15, 20, 26, 32, 40], ["3e-4", "1e5", "20k", "2.5k", "12ms", "1/3", ".5"]).map {
                    "3:\($0) the number \($1) was typed by hand"
                }
            ),
            ("28×28 pixels", ["3:1 the number 28 was typed by hand", "3:4 the number 28 was typed by hand"]),
        ])
    func found(markdown: String, expected: [String]) { #expect(findings(markdown) == expected) }

    @Test(
        "What no result changes is no finding",
        arguments: [
            "$x = 5$, `7`, ``9`` and `{swift} 3 + 4`", "[28]{.constant} and [some 5 of 6]{claim=\"a < 5\"}",
            "[see 12](https://a.org/3)", "conv-32, L1, x_2, 3D, the 5th, version 1.2.3",
            "chapter 3, Figures 2.1 and 2.2", "on 21/11/2026, in the 1990s, see a.5 and 4kids and 2e",
            "in 2008 and on 21 November 2026", "from 0 to 1, near 100%, 0% and 100 per cent",
            "1. one\n2. two", "```swift\nlet a = 55\n```", "@fig-a and [@vincent2008]", "$$\nx = 12\n$$ {#eq-a}",
        ])
    func nothing(markdown: String) { #expect(findings(markdown).isEmpty) }

    @Test("Constants of the chapter and of the book are given")
    func constants() {
        let chapter = readWhole("---\nconstants: [784, 0.3]\n---\n# T\n\n784 and 0.3 and 28 and 29\n").chapter
        #expect(chapter.constants == [784, 0.3])
        let found = TypedNumbers.findings(in: chapter, run: nil, constants: [28])
        #expect(found.map(\.message) == ["the number 29 was typed by hand"])
        #expect(
            lines(readWhole("---\nconstants: [many]\n---\n# T\n").diagnostics) == ["2: `many` is no number"])
    }

    @Test("A per cent repeats a share, and a number in thousands what it was rounded from")
    func repeatsRounded() {
        let chapter = read("67% and 20k and 66% `{swift} a` `{swift} b`").chapter
        let run = ChapterRun(
            cells: [], inlineTexts: ["0.667", "20,123"], trainings: [], failure: nil,
            figureFolder: URL(fileURLWithPath: "/nowhere"), seconds: 0, date: Date())
        let help = TypedNumbers.findings(in: chapter, run: run).map { $0.help ?? "" }
        #expect(help.map { $0.hasPrefix("it seems to repeat") } == [true, true, false])
        #expect(help[0].contains("which is 0.667") && help[1].contains("which is 20,123"))
    }

    @Test("A finding names the value that it repeats")
    func repeats() {
        let text = """
            `{swift} conv.loss` and 0.0084 and 12%, `{swift} share`.

            ```swift run
            //| label: tbl-a
            //| tbl-cap: c
            t
            ```

            About 1,083,696 and 3.
            """
        let chapter = read(text).chapter
        let table = Table(columns: [.init("n", alignment: .text), .init("size")], rows: [["v", "1,083,696"]])
        let run = ChapterRun(
            cells: [CellOutcome(state: .finished, outputs: [.table(table)])], inlineTexts: ["0.00838", "12.3%"],
            trainings: [], failure: nil, figureFolder: URL(fileURLWithPath: "/nowhere"), seconds: 0, date: Date())
        let help = TypedNumbers.findings(in: chapter, run: run).map { $0.help ?? "" }
        #expect(help.count == 4)
        #expect(
            help[0] == "it seems to repeat `{swift} conv.loss` of line 3, which is 0.00838: write `{swift} conv.loss`")
        #expect(help[1].hasPrefix("it seems to repeat `{swift} share` of line 3, which is 12.3%"))
        #expect(help[2].hasPrefix("it seems to repeat “size” in tbl-a, which is 1,083,696"))
        #expect(help[3].hasPrefix("compute it with `{swift} …`"))
    }
}
