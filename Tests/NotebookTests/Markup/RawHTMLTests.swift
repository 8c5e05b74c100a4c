import Foundation
import Manuscript
import Markup
import Notebook
import Reading
import Rendering
import Testing

/// An author's own HTML: what of it comes onto a page, and what is said of the rest.
@Suite struct RawHTMLTests {
    private static func page(of markdown: String) -> String {
        let (chapter, _) = read(markdown)
        let book = Book(
            folder: URL(fileURLWithPath: "/nowhere"), settings: BookSettings(title: ""), chapters: [chapter],
            references: [:])
        let scope = ChapterScope(
            book: book, chapter: chapter, run: nil, data: BookData(name: "none", trainingImages: 0, testImages: 0))
        return BlockHTML(scope: scope).html(chapter.blocks).source
    }

    /// None may run anything, or fetch anything, in whatever way it is written.
    static let payloads = [
        "<a href=\"&#X6A;avascript:alert(1)\">x</a>", "<img src=\"/\\evil.example/a.png\">",
        "<img src=\"&#X68;ttp://evil.example/a\">",
        "<p style=\"background:&#117;rl(http://evil.example/a)\">x</p>",
        "<p style=\"background:image-set('http://evil.example/a' 1x)\">x</p>",
        "<img src=\"\\\\evil.example\\a\">", "<img src=\"\t//evil.example/a\">", "<img src=\"/\n/evil.example/a\">",
        "<a href=\"java&Tab;script:alert(1)\">x</a>", "<a href=\"&#0000106avascript:alert(1)\">x</a>",
        "<a href=\"vbscript:x\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>", "<b/onclick=alert(1)>x</b>",
        "<b onclick\n=\n\"alert(1)\">x</b>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<img srcset=\"http://evil.example/a 1x\">",
        "<p style=\"background:u\\72l(http://evil.example)\">x</p>", "<p style=\"@import 'http://evil.example'\">x</p>",
        "<p style=\"list-style:src('http://evil.example')\">x</p>",
        "<p style=\"background:cross-fade(url(http://evil.example),red)\">x</p>",
        "<form action=http://evil.example><button>x</button></form>",
        "<meta http-equiv=refresh content=\"0;http://evil.example\">",
        "<base href=http://evil.example>", "<link rel=stylesheet href=http://evil.example>",
        "<object data=http://evil.example></object>",
        "<video poster=http://evil.example></video>", "<body background=http://evil.example>",
        "<table background=http://evil.example></table>",
        "<input type=image src=http://evil.example>", "<a ping=http://evil.example href=b>x</a>",
        "<svg><image href=http://evil.example/a></svg>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "<div title=\"", "<!-- a",
        "<style>@import url(http://evil.example)</style>",
        "<template><img src=x onerror=alert(1)></template>", "<textarea></textarea><img src=x onerror=alert(1)>",
        "<plaintext>", "<xmp>",
        "<select><option><img src=x onerror=alert(1)></select>", "<img src=`http://evil.example`>",
        "<a href=\"//evil.example\" style=\"x:url(a)\">x</a>",
    ]

    @Test(arguments: payloads) func nothingRunsNorFetches(payload: String) {
        for markdown in [
            "\(payload)\n\nafter", "a \(payload) b\n\nafter", "- \(payload)\n\nafter", "> \(payload)\n\nafter",
            "<div>\n\(payload)\n\nafter",
        ] {
            let page = Self.page(of: markdown)
            let tree = HTMLTree(page)
            for fault in Self.faults(in: tree.nodes) { Issue.record("\(markdown): \(fault) in \(page)") }
            #expect(page.contains("after"), "\(markdown): \(page)")
        }
    }

    /// What a browser would run or fetch.
    private static func faults(in nodes: [HTMLTree.Node]) -> [String] {
        nodes.flatMap { node -> [String] in
            guard case .element(let element) = node else { return [] }
            let elements = [
                "script", "iframe", "object", "style", "svg", "math", "link", "meta", "base", "form", "template",
            ]
            let own = elements.contains(element.name) ? [element.name] : []
            let attributes = element.attributes.filter { attribute in
                let value = attribute.value ?? ""
                switch attribute.name {
                case "href": return value.lowercased().contains(/^[\s\x{0}-\x{1F}]*(?:java|vb)[\s]*script|data:/)
                case "src": return !LinkAddress.isLocal(value)
                case "style": return value.contains("evil") || value.contains("url")
                case "srcset", "poster", "background", "ping", "action", "srcdoc", "data": return true
                default: return attribute.name.hasPrefix("on")
                }
            }.map(\.source)
            return own + attributes + faults(in: element.content)
        }
    }

    @Test(arguments: [
        ("<script>a</script>", "!3: `<script>` and what it holds are left out of the page"),
        ("a <blink>b</blink>", "!3: `<blink>` is left out of the page, but for what it holds"),
        ("a\nb <b\nonclick=x>c</b>", "!4: `onclick` of `<b>` is left out of the page"),
        ("<div>\n<p>\n<i ONCLICK=\"x\">a</i>\n</div>", "!5: `onclick` of `<i>` is left out of the page"),
        (
            "<p style=\"background:ur&#108;(x)\">a</p>",
            "!3: `style` of `<p>` is left out of the page: it could fetch something"
        ),
        ("<div title=\"\n\na", "!3: this HTML does not end in its block, and is shown as text"),
        ("> a\n>\n> <svg></svg>", "!5: `<svg>` is left out of the page"),
    ])
    func whatIsDroppedIsSaid(markdown: String, message: String) {
        #expect(lines(read(markdown).diagnostics) == [message])
    }

    @Test(arguments: [
        "<details>\n<summary>a</summary>\n\nb *c*\n\n</details>", "a <sub>b</sub> <kbd>c</kbd><br>d",
        "<div class=\"x\">\n\n- a\n- b\n\n</div>",
        "<table>\n<tr><td>a</td></tr>\n</table>", "<!-- a -->",
        "<p align=\"center\"><a href=\"https://x.org\">b</a></p>", "<dl><dt>a</dt><dd>b</dd></dl>",
        "<span style=\"color: rgb(1, 2, 3); width: calc(1em + 2px)\">a</span>", "a &nbsp; &copy; b",
    ])
    func whatSetsTextStays(markdown: String) { #expect(read(markdown).diagnostics.isEmpty) }

    /// An element holds the paragraphs between its tags, and none reaches out of its container.
    @Test func elementsHoldWhatIsBetweenTheirTags() {
        let page = Self.page(of: "<details>\n<summary>a</summary>\n\nb *c*\n\n</details>\n\nd")
        #expect(PlainMarkup(page) == PlainMarkup("<details><summary>a</summary><p>b <em>c</em></p></details><p>d</p>"))
        #expect(Self.page(of: "> <div>\n> a\n\nb").contains("</div>\n</blockquote>"))
        #expect(!Self.page(of: "</div></main></body>\n\nb").contains("</" + "main>"))
        #expect(Self.page(of: "a <b>c *d</b> e* f").contains("<em>d e</em>"))
    }

    @Test(arguments: ["<b>", "<div>", "<i><b>"]) func manyElementsEndNothing(tag: String) {
        #expect(Self.page(of: String(repeating: tag, count: 5_000) + "\n\nafter").contains("after"))
    }

    @Test func elementsThatAreTooDeepAreReported() {
        let markdown = "a\n\n" + String(repeating: "<div>", count: 200)
        #expect(
            lines(read(markdown).diagnostics).first == "!5: elements stand more than 64 deep in one another here")
    }

    @Test func anchorsOfHTMLAreFound() throws {
        let book = try TemporaryBook([
            "chapters/book.yml": "title: T\n",
            "chapters/01-a.md": "# A\n\n<p data-x=\" id=no\" ID = 'yes'>a</p>\n\n[b](#yes) [c](#no)\n",
        ])
        #expect(lines(try BookReader.read(folder: book.folder).diagnostics) == ["5: there is no `#no` in this chapter"])
    }
}
