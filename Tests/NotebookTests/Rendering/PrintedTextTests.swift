import Notebook
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
}
