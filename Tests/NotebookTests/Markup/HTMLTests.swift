import Manuscript
import Markup
import Notebook
import Rendering
import Testing

@Suite struct HTMLTests {
    @Test func escapesTextsButNotMarkUp() {
        let text = "<b a=\"x\">&\u{1}</b>"
        let inner: HTML = "<i>\(text)</i>"
        #expect(inner.source == "<i>&lt;b a=&quot;x&quot;&gt;&amp;\u{FFFD}&lt;/b&gt;</i>")
        let outer: HTML = "<p title=\"\(text)\">\(inner)\(7)</p>"
        #expect(outer.source == "<p title=\"&lt;b a=&quot;x&quot;&gt;&amp;\u{FFFD}&lt;/b&gt;\">\(inner.source)7</p>")
        let plain: HTML = "\("tab\tline\n é")"
        #expect(plain.source == "tab\tline\n é")
    }

    @Test(arguments: [
        ("<b class=\"x\">bold</b>", "<b class=\"x\">bold</b>"),
        ("a < b, <br/>", "a &lt; b, <br>"),
        ("<!-- a > b -->kept", "kept"),
        ("<script>alert(1)</script>a", "a"),
        ("<img src=x onerror=alert(1) alt='a'>", "<img src=\"x\" alt=\"a\">"),
        ("<img src=\"https://example.org/a.png\">", "<img>"),
        ("<img src=//example.org/a.png>", "<img>"),
        ("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>"),
        ("<a href=\"java&#x73;cript&colon;alert(1)\">x</a>", "<a>x</a>"),
        ("<a href=\" jAva\tscript:alert(1)\">x</a>", "<a>x</a>"),
        ("<a href='https://example.org/?a=1&amp;b=2'>x</a>", "<a href=\"https://example.org/?a=1&amp;b=2\">x</a>"),
        ("<p style=\"background: url(x)\">", "<p></p>"),
        ("<p style=\"color: red\">", "<p style=\"color: red\"></p>"),
        ("<iframe src=a></iframe>", ""),
        ("<svg onload=alert(1)></svg>", ""),
        ("<b title='say \"x\"'>", "<b title=\"say &quot;x&quot;\"></b>"),
        ("<details open>", "<details open></details>"),
    ])
    func holdsMarkdownsOwnHTMLToWhatTextNeeds(source: String, expected: String) {
        #expect(RawHTML.filtered(source).source == expected)
    }

    @Test func writesAddressesThatCannotBeTakenForOthers() {
        #expect(LinkAddress.page("01-näh: ?", anchor: "a b") == "01-n%C3%A4h%3A%20%3F.html#a%20b")
        #expect(LinkAddress.isSafe("mailto:a@example.org"))
        #expect(!LinkAddress.isSafe("data:text/html,x"))
        #expect(!LinkAddress.isLocal("HTTP://example.org"))
        #expect(LinkAddress.isLocal("../README.md"))
    }
}
