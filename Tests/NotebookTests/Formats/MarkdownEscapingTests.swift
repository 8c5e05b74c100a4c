import Foundation
import Manuscript
import Reading
import Rendering
import Testing

/// What is a text in the book is the same text where GitHub reads the Markdown.
@Suite("Texts in Markdown") struct MarkdownEscapingTests {
    @Test(
        "A text that looks like mark-up is read as the text",
        arguments: [
            "2 * 3 * 4", "*a*", "_a_ and snake_case and __b__", "`ticks` and ``more``", "[a](b) ![c](d) [e][f] [^1]",
            "<b>bold</b> <!-- no comment -->", "&copy; &#65; AT&T", "\\* and \\", "~~a~~ ~b~", "a | b", "$5 and $6",
            "# no heading", "> no quote", "- no item", "+ no item", "1. no item", "2) no item", "---", "===",
            ":-- | --:", "```", "    no code", "wow!", "https://example.org/a_b", "a\u{A0}b",
        ])
    func signs(text: String) { #expect(Self.read(text) == text.split(separator: " ").joined(separator: " ")) }

    @Test("Random signs are read as they are, in whatever order", arguments: 0..<8)
    func random(seed: UInt64) {
        var generator = Generator(state: seed &+ 1)
        let signs = Array("ab 1)*_`[]()<>!#+-=~|\\&;:$/^é“ \n")
        for _ in 0..<500 {
            let letters = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
                signs.randomElement(using: &generator)!
            }
            let lines = String(letters).split(separator: "\n").map {
                $0.split(separator: " ").joined(separator: " ")
            }
            let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
            guard !text.isEmpty else { continue }
            #expect(Self.read(text) == text)
        }
    }

    @Test("Code in a line is read as the code", arguments: ["a", "`", "a`b", "``a`", " a ", "  ", "a|b", "*a*", "\\"])
    func code(code: String) {
        #expect(Self.inlines(MarkdownEscaping.code(code)) == [.code(code)])
    }

    /// What a paragraph of this text is read as, by cmark-gfm with GitHub's extensions; what is in it besides texts is
    /// named.
    private static func read(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { MarkdownEscaping.escaped(String($0)) }
        return inlines(MarkdownEscaping.paragraph(lines.joined(separator: "\n"))).map(word).joined()
            .replacing("—", with: "---").replacing("–", with: "--").replacing("…", with: "...")
    }

    private static func word(_ inline: Inline) -> String {
        switch inline {
        case .text(let text): text
        case .softBreak: "\n"
        case .html("<span>"), .html("</span>"): ""
        default: "{\(inline)}"
        }
    }

    private static func inlines(_ markdown: String) -> [Inline] {
        let place = Manuscript.SourceLocation(file: "chapters/01-a.md", line: 1)
        let blocks = MarkdownReader.blocks(of: markdown, at: place, in: URL(fileURLWithPath: "/nowhere")).blocks
        guard blocks.count == 1, case .paragraph(let inlines)? = blocks.first else { return [.text("{\(blocks)}")] }
        return inlines
    }

    /// The same numbers on every machine (Knuth's MMIX).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
