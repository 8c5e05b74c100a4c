import Notebook
import Rendering
import Testing

@Suite struct PrintedTextTests {
    @Test(arguments: [
        ("a\nb\n\n", "a\nb"), ("epoch 1\repoch 2\n", "epoch 2"), ("epoch 10\repoch 9", "epoch 90"),
        ("epoch 10\r\u{1B}[Kepoch 9", "epoch 9"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("a\r\nb", "a\nb"),
        ("done 5%\r", "done 5%"), ("<b>", "&lt;b&gt;"), ("\n \n", ""),
    ])
    func settlesAsATerminalWould(printed: String, shown: String) {
        #expect(PrintedText(printed).html.source == shown)
    }

    @Test(
        "Control characters move, control sequences go, and what else is written stays",
        arguments: [
            ("a\u{8}b", "b"), ("abc\u{8}\u{8}X", "aXc"), ("\u{8}\u{8}a", "a"), ("_\u{8}a_\u{8}b", "ab"),
            ("50%\u{8}\u{8}\u{8}60%", "60%"),
            ("\u{1B}]8;;https://x.org\u{1B}\\link\u{1B}]8;;\u{1B}\\ end", "link end"),
            ("\u{1B}]8;id=1;https://x.org\u{7}link\u{1B}]8;;\u{7}", "link"), ("\u{9D}0;title\u{9C}a", "a"),
            ("\u{1B}]0;no end", "0;no end"), ("a\u{7}b\u{0}c\u{7F}", "abc"), ("\u{1B}(Ba\u{1B}7b\u{1B}8", "ab"),
            ("\u{9B}1mbold\u{9B}0m", "bold"), ("\u{1B}[38;2;1;2;3mx\u{1B}[0m", "x"), ("a\u{1B}[3Cb", "a   b"),
            ("abcdef\u{1B}[3D\u{1B}[K", "abc"), ("abc\r\u{1B}[2Kd", "d"), ("abc\u{1B}[1GX", "Xbc"), ("a\tb", "a\tb"),
            ("\u{1B}", ""), ("a\u{1B}[", "a"), ("\u{1B}P1$r\u{1B}\\a", "a"), ("e\u{301}\u{8}x", "x"),
        ])
    func controls(printed: String, shown: String) {
        #expect(PrintedText(printed).html.source == shown)
    }

    @Test func leavesOutTheMiddleOfALongText() {
        let lines = (1...1_400).map { "line \($0)" }
        let shown = PrintedText(lines.joined(separator: "\n")).html.source.split(separator: "\n")
        #expect(shown.count == 161)
        #expect(shown.first == "line 1" && shown[119] == "line 120" && shown.last == "line 1400")
        #expect(shown[120] == "<span class=\"omitted\">… 1,240 lines left out …</span>")
        let whole = lines.prefix(PrintedText.longestText).joined(separator: "\n")
        #expect(PrintedText(whole).html.source == whole)
    }

    @Test func cutsALongLine() {
        let line = String(repeating: "x", count: PrintedText.longestLine + 25)
        #expect(PrintedText(line).html.source.hasSuffix("x<span class=\"omitted\"> … 25 characters left out</span>"))
    }

    @Test("Lines are shown whole where there is room for them, and the rest of a longer one is said to be a file")
    func sharesTheRoom() {
        let line = String(repeating: "x", count: 9_000)
        #expect(PrintedText("\(line)\n\(line)").html.source == "\(line)\n\(line)")
        let many = PrintedText(Array(repeating: line, count: 100).joined(separator: "\n"))
        #expect(many.html.source.utf8.count < 110_000)
        #expect(
            many.html(whole: "texts/a/cell-1-1.txt").source.contains(
                "8,000 characters left out; <a href=\"texts/a/cell-1-1.txt\">all of it</a>"))
    }
}
