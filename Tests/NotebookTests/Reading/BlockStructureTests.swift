import Foundation
import Notebook
import Testing

/// Where code, HTML and comments end, Markdown's parser says; what follows them is text again.
struct BlockStructureTests {
    @Test(arguments: [
        "```markdown\n1. a\n\n    ```bash\n    b\n    ```\n```\n\n", "    ```\n    code\n\n", "    ~~~\n\n",
        "1. a\n\n       ```\n\n",
        "- a\n\n  ```\n  b\n  ```\n\n", "<pre>\n```\n</pre>\n\n", "<pre>\n$x\n</pre>\n", "    <!-- a\n\n",
        "<!-- a -->\n\n",
        "<!--\n```\n-->\n", "a <!-- b\n```\n--> c\n```\n\n", "````\n```\n````\n\n", "~~~\n```\n~~~\n\n",
        "> ```\n> a\n\n",
        "> <!-- a\n\n", "- <!-- a\n\nb\n\n", "<div>\n```\n</div>\n\n", "```\n<!--\n```\n\n", "`<!--` a\n\n",
        "a\n    ```\n\n",
        "<script>\n$a\n</script>\n", "<style>\n\n$a\n</style>\n", "<?php\n$a\n?>\n", "<![CDATA[\n$a\n]]>\n",
        "\t```\n\n", "``` a`b\n\n",
        "* a\n  ```\n  $\n\n", "[a]: <```> \"b\"\n\n", "| a |\n|---|\n| ``` |\n\n",
    ])
    func textGoesOn(before: String) {
        let (chapter, _) = read(before + "The loss is $L_1$, two is `{swift} 1 + 1`, see @fig-a.\n")
        let text = "\(chapter.blocks)"
        #expect(chapter.inlineValues.map(\.expression) == ["1 + 1"])
        #expect(text.contains("math(tex: \"L_1\"") && text.contains("reference(label: \"fig-a\""))
    }

    /// What is shown as code, or as HTML, is none of ours.
    @Test(arguments: [
        "    $x$ `{swift} 1` @fig-a", "```\n$x$ `{swift} 1` @fig-a\n```", "- a\n\n      $x$ `{swift} 1` @fig-a",
        "> ```\n> $x$ `{swift} 1` @fig-a", "<pre>\n$x$ `{swift} 1` @fig-a\n</pre>",
        "<div>\n$x$ `{swift} 1` @fig-a\n</div>",
        "<!--\n\n$x$ `{swift} 1` @fig-a\n\n-->", "1. ```\n   $x$ `{swift} 1` @fig-a\n   ```",
    ])
    func codeStaysAsItIs(markdown: String) {
        let (chapter, _) = read(markdown)
        #expect(chapter.inlineValues.isEmpty)
        #expect("\(chapter.blocks)".contains("$x$ `{swift} 1` @fig-a"))
    }

    /// A formula that looks like something else is a formula.
    @Test(arguments: ["- b", "# b", "> b", "1. b", "=", "---", "* b", "| b |", "+ b\n- c", "[a]: b"])
    func formulasHoldLinesOfEveryKind(line: String) {
        let (chapter, diagnostics) = read("Before.\n\n$$\na\n\(line)\n$$ {#eq-a}\n\nAfter $c$.\n")
        #expect(diagnostics.isEmpty)
        #expect(chapter.blocks.count == 3)
        #expect(chapter.blocks[1] == .equation(tex: "a\n\(line)", label: "eq-a", location: at(5, 1)))
    }

    /// Emphasis ends, and begins, beside what Markdown does not see as it does beside other punctuation.
    @Test(arguments: [
        ("**Loss:**$L$", "strong([Manuscript.Inline.text(\"Loss:\")])"),
        ("$L$**(b)**", "strong([Manuscript.Inline.text(\"(b)\")])"),
        ("**Result:**@eq-a", "strong([Manuscript.Inline.text(\"Result:\")])"),
        ("*(a)*`{swift} 1`", "emphasis([Manuscript.Inline.text(\"(a)\")])"),
        ("_a:_[@b]", "emphasis([Manuscript.Inline.text(\"a:\")])"),
        ("~~a.~~$b$", "strikethrough([Manuscript.Inline.text(\"a.\")])"),
        ("[**a:**](https://x.org)", "strong([Manuscript.Inline.text(\"a:\")])"),
        ("a$b$**:c**", "strong([Manuscript.Inline.text(\":c\")])"),
        ("**$L$:**$M$", "strong([Manuscript.Inline.math("),
        ("[**x**]{.constant}", "strong([Manuscript.Inline.text(\"x\")])"),
        ("$L$_a_", "emphasis([Manuscript.Inline.text(\"a\")])"),
        ("**a (@fig-b)** c", "strong([Manuscript.Inline.text(\"a (\")"),
    ])
    func emphasisBesideWhatIsMasked(markdown: String, expected: String) {
        #expect("\(read(markdown).chapter.blocks)".contains(expected))
    }

    /// The apostrophe behind a formula closes, as behind a word.
    @Test func apostrophesBehindFormulas() {
        let (chapter, _) = read("$x$'s value isn't `{swift} 1`'s")
        let text = "\(chapter.blocks)"
        #expect(!text.contains("‘") && text.components(separatedBy: "’").count == 4)
    }

    @Test func linksAreReadAsMarkdownReadsThem() {
        let (chapter, _) = read("[a](not a link) [b](c d) [e](<f g>) [h][ref\\[]\n\n[a]: x\n[ref\\[]: y")
        let text = "\(chapter.blocks)"
        for address in ["x", "f g", "y"] { #expect(text.contains("link(destination: \"\(address)\"")) }
        #expect(text.contains("(not a link)") && text.contains("(c d)"))
    }
}
