import Foundation
import Manuscript
import Notebook
import Testing

@Suite("Claims and constants in the prose")
struct ClaimTests {
    private func claims(_ markdown: String) -> [Claim] { read(markdown).chapter.claims }

    @Test("A claim knows its text, its expression and where that stands")
    func claim() {
        let (chapter, diagnostics) = read("We see [it *is* small]{claim=\"a < 0.9 * b\" data=\"mnist\"}.")
        #expect(diagnostics.isEmpty)
        let claim = Claim(index: 0, text: "it is small", expression: "a < 0.9 * b", location: at(3, 31), data: "mnist")
        #expect(chapter.claims == [claim] && chapter.steps == [.claim(claim)])
        #expect(
            chapter.blocks == [
                .paragraph([
                    .text("We see "),
                    .span(.claim(0), [.text("it "), .emphasis([.text("is")]), .text(" small")]), .text("."),
                ])
            ])
    }

    @Test(
        "Claims stand wherever prose does",
        arguments: [
            "- [x]{claim=\"a < b\"}", "> [!NOTE]\n> [x]{claim=\"a < b\"}", "A.[^n]\n\n[^n]: [x]{claim=\"a < b\"}",
            "| h |\n|---|\n| [x]{claim=\"a < b\"} |", "*[x]{claim=\"a < b\"}*", "[[x]{claim=\"a < b\"}](http://a.org)",
            "```swift run\n//| label: fig-a\n//| fig-cap: \"[x]{claim='a < b'}\"\n//| fig-alt: b\n1\n```",
        ])
    func places(markdown: String) {
        let (chapter, diagnostics) = read(markdown)
        #expect(diagnostics.isEmpty && chapter.claims.map(\.expression) == ["a < b"] && chapter.claims[0].text == "x")
    }

    @Test(
        "In a quote, the attributes may go on in a further line", arguments: ["> ", "> > ", "> - ", "- "])
    func furtherAttributes(mark: String) {
        let further = mark.replacing("-", with: " ")
        let (chapter, diagnostics) = read("\(mark)[x]{claim=\"a < b\"\n\(further)data=\"mnist\"} holds.")
        #expect(diagnostics.isEmpty)
        #expect(chapter.claims.map(\.expression) == ["a < b"] && chapter.claims.map(\.data) == ["mnist"])
    }

    @Test("Marks of Markdown inside the expression are none")
    func marks() {
        #expect(
            claims("| h |\n|---|\n| [x]{claim=\"a || b_1 * c_2 < d\"} |").map(\.expression) == ["a || b_1 * c_2 < d"])
        #expect(claims("[x]{claim='n == \"}\"'}").map(\.expression) == ["n == \"}\""])
        #expect(claims("[x]{claim=\"n == \\\"y\\\"\"}").map(\.expression) == ["n == \"y\""])
        #expect(claims("[a [b] c]{claim=\"x\n  < y\"}").map(\.text) == ["a [b] c"])
    }

    @Test(
        "A further line of the expression is no list and no quote", arguments: ["* b < c", "- b < c", "> b", "+ 1 > b"])
    func furtherLines(line: String) {
        #expect(claims("So [it is]{claim=\"a\n\(line)\"}, and on.").map(\.expression) == ["a\n\(line)"])
        let further = claims("- So [it is]{claim='a\n  \(line)' data=\"mnist\"}, and on.\n- Next.")
        #expect(further.map(\.expression) == ["a\n\(line)"])
        #expect(further.map(\.data) == ["mnist"])
    }

    @Test(
        "What is not known is an error that says what was meant",
        arguments: [
            ("[x]{clam=\"a < b\"}", "3: a span has no attribute `clam`", "did you mean `claim`?"),
            ("[x]{.constnat}", "3: `{.constnat}` has no meaning here", "did you mean `constant`?"),
            (
                "[x]{claim=\"a <\"}",
                "3: `a <` is not one Swift expression with a value: expected expression after operator",
                "claim a comparison, such as `a < b`"
            ),
            ("[x]{data=\"mnist\"}", "3: `{data=\"mnist\"}` claims nothing", "write `[text]{claim=\"a < b\"}`"),
            (
                "[x]{claim=\"a\" data=\"MNIST\"}", "3: `MNIST` is not how a data set is named here",
                "write `data=\"mnist\"`"
            ),
            ("[x]{claim=\"a\" data=\"mnits\"}", "!3: no build has data called `mnits`", "did you mean `mnist`?"),
            ("[x]{claim=\"a\" claim=\"b\"}", "3: `claim` is given twice", nil),
            ("[x]{claim=\"a\" .constant}", "3: a span is a claim or a constant, not both", nil),
            (
                "*a [b* c]{.constant}", "3: the bracket that `{.constant}` belongs to does not open in the same text",
                "a span begins and ends inside of the same emphasis, and a bracket in it is written `\\[`"
            ),
        ] as [(String, String, String?)])
    func mistakes(markdown: String, message: String, help: String?) {
        let diagnostics = read(markdown).diagnostics
        #expect(lines(diagnostics) == [message] && diagnostics.first?.help == help)
    }

    @Test("A claim needs a program, and a title has none")
    func noProgram() {
        #expect(
            lines(readWhole("# [A]{claim=\"a < b\"}\n").diagnostics) == [
                "1: an inline value or a claim cannot stand in a chapter's title"
            ])
    }
}
