import Notebook
import Reading
import Testing

struct TextMaskTests {
    private func masked(_ text: String) -> MaskedText { TextMask(file: file).masking(text) }

    @Test func everyPieceKnowsWhatItHides() {
        let pieces = masked("a $x$ \\$ `{swift} n`\n@fig-b {#sec-c} [@d]").pieces
        #expect(
            pieces.map(\.meaning) == [
                .mathematics(tex: "x"), .escaped("$"), .value(expression: "n"), .reference(label: "fig-b"),
                .label("sec-c"),
                .citation("@d"),
            ])
        #expect(pieces.map(\.source) == ["$x$", "\\$", "`{swift} n`", "@fig-b", "{#sec-c}", "[@d]"])
        #expect(pieces.map(\.location) == [at(1, 3), at(1, 7), at(1, 10), at(2, 1), at(2, 8), at(2, 17)])
    }

    @Test func fencesAndCommentsAreLeftAlone() {
        let text = "```\n$x$\n```\n<!-- $y$\n@fig-a -->\n~~~~ swift\n~~~\n$z$\n~~~~\n"
        #expect(masked(text).text == text)
        #expect(masked(text).pieces.isEmpty)
    }

    /// Whatever the text, its lines stay its lines, and every piece can be put back.
    @Test func maskingLosesNothing() {
        let words = [
            "$", "$$", "`", "``", "```", "{swift} ", "@fig-a", "[@b]", "{#sec-c}", "\\", "\n", "\n\n", "> ", "- ",
            "1. ",
            "# ", "|", " ", "    ", "x", "](", "~~~", "<!--", "-->", "é", "[^n]", "[^m]", "[^m]: ", "{", "}", "5", "[",
            "]", ": ",
        ]
        var state: UInt64 = 17
        for _ in 0..<400 {
            var text = ""
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += words[Int(state >> 33) % words.count]
            }
            let result = masked(text)
            #expect(result.pieces.source(of: result.text) == text)
            #expect(
                result.text.split(separator: "\n", omittingEmptySubsequences: false).count
                    == text.split(separator: "\n", omittingEmptySubsequences: false).count)
            _ = readWhole(text)
        }
    }
}
