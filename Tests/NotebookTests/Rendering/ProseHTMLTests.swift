import Foundation
import Manuscript
import Notebook
import Rendering
import Testing

/// Fragments of a page, node by node.
@Suite struct ProseHTMLTests {
    let folder = try! TemporaryFolder()
    let here = SampleChapters.here

    private func html(_ blocks: [Block]) throws -> String {
        let sample = try SampleBook(in: folder.url)
        return BlockHTML(scope: sample.scope(SampleChapters.everything)).html(blocks).source
    }

    private func html(_ inlines: Inline...) throws -> String {
        let paragraph = try html([.paragraph(inlines)])
        return String(paragraph.dropFirst("<p>".count).dropLast("</p>".count))
    }

    @Test func setsTextWithItsMarks() throws {
        #expect(try html(.text("a < b & c")) == "a &lt; b &amp; c")
        #expect(try html(.emphasis([.text("a")]), .strong([.text("b")])) == "<em>a</em><strong>b</strong>")
        #expect(try html(.strikethrough([.text("a")]), .code("<x>")) == "<del>a</del><code>&lt;x&gt;</code>")
        #expect(try html(.text("a"), .softBreak, .text("b"), .lineBreak, .text("c")) == "a\nb<br>\nc")
        #expect(try html(.html("<kbd>"), .text("K"), .html("</kbd>")) == "<kbd>K</kbd>")
    }

    @Test func leadsReferencesToTheirPlaces() throws {
        #expect(
            try html(.reference(label: "fig-latent", location: here))
                == "<a class=\"reference\" href=\"#fig-latent\">Figure\u{A0}1.1</a>")
        #expect(
            try html(.reference(label: "fig-elsewhere", location: here))
                == "<a class=\"reference\" href=\"02-failing.html#fig-elsewhere\">Figure\u{A0}2.1</a>")
        #expect(
            try html(.reference(label: "fig-nowhere", location: here))
                == "<span class=\"unresolved\">@fig-nowhere</span>")
        #expect(
            try html(.citation(keys: ["vincent2008", "nobody"], location: here)) == """
                <span class="citation">(<a href="#work.vincent2008">Vincent et al., 2008</a>; \
                <span class="unresolved">nobody?</span>)</span>
                """)
    }

    @Test(arguments: [
        ("02-failing.md#x", "02-failing.html#x"), ("./02-failing.md", "02-failing.html"),
        ("../chapters/02-failing.md", "02-failing.html"), ("https://example.org/a.md", "https://example.org/a.md"),
        ("#cells", "#cells"), ("../README.md", "../README.md"),
    ])
    func leadsLinksToPages(destination: String, address: String) throws {
        let link = Inline.link(destination: destination, title: "", content: [.text("a")], location: here)
        #expect(try html(link) == "<a href=\"\(address)\">a</a>")
    }

    @Test func makesNoLinkThatRunsAScript() throws {
        let link = Inline.link(destination: "javascript:alert(1)", title: "t", content: [.text("a")], location: here)
        #expect(try html(link) == "a")
    }

    @Test func marksValuesThatWereNotComputed() throws {
        #expect(try html(.value(0)).wholeMatch(of: /<span class="value" title="[^"]+">0\.0084<\/span>/) != nil)
        let notRun = try html(.value(7))
        #expect(notRun.contains("class=\"value not-run\"") && notRun.contains(">not run<"))
    }

    @Test func putsNotesIntoTheLineWithoutBreakingTheParagraph() throws {
        let list = Block.list(start: 2, isTight: true, items: [[.paragraph([.text("b")])]])
        let note = Inline.note(number: 4, content: [.paragraph([.text("a")]), list])
        #expect(
            try html(.text("x"), note) == """
                x<label class="note-mark"><span class="visually-hidden">note </span>4\
                <input class="note-toggle" type="checkbox"></label>\
                <span class="note" role="note"><span class="note-number">4</span> \
                <span class="note-paragraph">a</span> \
                <span class="note-list" role="list"><span role="listitem">2. \
                <span class="note-paragraph">b</span></span></span>\
                </span>
                """)
    }

    @Test func numbersHeadingsAndEquations() throws {
        #expect(
            try html([.heading(level: 3, content: [.text("In the small")], identifier: "in-the-small", location: here)])
                == """
                <h3 id="in-the-small"><span class="section-number">1.1.1</span> In the small\
                <a class="anchor" href="#in-the-small" aria-label="Link to “In the small”">#</a></h3>
                """)
        // Without KaTeX's rendering a formula shows its TeX.
        #expect(
            try html([.equation(tex: "a<b", label: "eq-mse", location: here)]) == """
                <div class="equation numbered" id="eq-mse"><code class="formula">a&lt;b</code>\
                <span class="equation-number">(1.1)</span></div>
                """)
        #expect(
            try html([.equation(tex: "a", label: nil, location: here)])
                == "<div class=\"equation\"><code class=\"formula\">a</code></div>")
    }

    @Test func setsBlocks() throws {
        let text: [Block] = [.paragraph([.text("a")])]
        #expect(try html([.quote(text), .rule]) == "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>")
        #expect(
            try html([.callout(kind: "tip", content: text)])
                == """
                <div class="callout callout-tip" role="note">
                <p class="callout-title">Tip</p>
                <p>a</p>
                </div>
                """
        )
        #expect(
            try html([.list(start: nil, isTight: true, items: [text, text])]) == "<ul>\n<li>a</li>\n<li>a</li>\n</ul>")
        #expect(
            try html([.list(start: 3, isTight: false, items: [text])]) == "<ol start=\"3\">\n<li><p>a</p></li>\n</ol>")
        #expect(try html([.html("<div onclick=\"x()\">")]) == "<div></div>")
    }

    @Test func colorsSwiftAndLeavesOtherLanguagesPlain() throws {
        #expect(
            try html([.code(language: "python", code: "if a < 1:\n    b\n", location: here)]) == """
                <div class="code"><pre><code class="language-python"><span class="line">if a &lt; 1:</span>
                <span class="line">    b</span></code></pre></div>
                """)
        #expect(
            try html([.code(language: "swift", code: "let a = \"\"\"\n  <b>\n  \"\"\" // c\n", location: here)]) == """
                <div class="code"><pre><code class="language-swift"><span class="line">\
                <span class="kw">let</span> a = <span class="st">&quot;&quot;&quot;</span></span>
                <span class="line">  <span class="st">&lt;b&gt;</span></span>
                <span class="line">  <span class="st">&quot;&quot;&quot;</span> <span class="cm">// c</span></span>\
                </code></pre></div>
                """)
    }

    @Test func saysWhereQuotedSourceStands() throws {
        let page = try html([.quotedSource(path: "Sources/A.swift", line: 41, code: "Tensor(1)", location: here)])
        #expect(page.contains("<span class=\"path\">Sources/A.swift</span>, from line 41"))
        #expect(page.contains("class=\"code numbered\" style=\"--first-line: 41\""))
        #expect(page.contains("<span class=\"ty\">Tensor</span>(<span class=\"nu\">1</span>)"))
    }

    @Test func setsMarkdownTablesWithCaptionAndAlignment() throws {
        let page = try html(SampleChapters.tables)
        #expect(page.contains("<figure class=\"table\" id=\"tbl-sizes\">\n<figcaption><span class=\"caption-number\">"))
        #expect(page.contains("Table\u{A0}1.2.</span> <strong>A convolution has few weights.</strong> It shares them."))
        #expect(page.contains("<th scope=\"col\" class=\"right\">Weights</th>"))
        #expect(page.contains(/<td class="right"><span class="value" title="[^"]*">144<\/span><\/td>/))
        let typed = MarkdownTable(
            alignments: [.none], header: [[.text("a")]], rows: [[[.text("b")]]], label: nil, caption: [], location: here
        )
        let plain = try html([.table(typed)])
        #expect(!plain.contains("Data:") && !plain.contains("figcaption"))
    }
}
