import Manuscript
import Markup
import Notebook
import Rendering
import Testing

/// Pages as parts of one page.
@Suite struct JoinedPageTests {
    let joined = JoinedPage(parts: ["index", "01-a", "02-b"])

    @Test func givesEveryAnchorItsPagesName() {
        let html: HTML = """
            <h2 id="x">X<a href="#x">#</a></h2><input id="y"><label for="y" class="x">y</label>\
            <section aria-labelledby="x y"><img src="a.png" alt="id=&quot;x&quot; > b" id="z"></section>
            """
        #expect(
            joined.part("01-a", html).source == """
                <h2 id="01-a/x">X<a href="#01-a/x">#</a></h2><input id="01-a/y"><label for="01-a/y" class="x">y</label>\
                <section aria-labelledby="01-a/x 01-a/y"><img src="a.png" alt="id=&quot;x&quot; > b" id="01-a/z"></section>
                """)
    }

    @Test(arguments: [
        ("02-b.html", "#02-b/"), ("02-b.html#sec-x", "#02-b/sec-x"), ("#fig-y", "#01-a/fig-y"),
        ("index.html", "#index/"), ("other.html#x", "other.html#x"), ("https://a.b/02-b.html", "https://a.b/02-b.html"),
        ("mailto:a@b.c", "mailto:a@b.c"), ("", "#01-a/"),
    ])
    func leadsInsideOfThePage(address: String, place: String) {
        #expect(joined.address(address, from: "01-a") == place)
    }

    /// A chapter may be called anything that a file can be; what is wrong with its name is said elsewhere.
    @Test(arguments: [
        "02-größe", "02-été", "02-cafe\u{301}", "02-数", "a b", "x\"><script>alert(1)<", "a&b", "a%20b", "a#b", "'",
    ])
    func findsAChapterOfAnyName(name: String) {
        let joined = JoinedPage(parts: ["01-a", name])
        let html: HTML = "<a href=\"\(LinkAddress.page(name, anchor: "sec-x"))\">x</a><h2 id=\"sec-x\">X</h2>"
        let (from, part) = (joined.part("01-a", html).source, joined.part(name, html).source)
        #expect(!(from + part).contains("<script") && !from.contains(".html"))
        let place = try? #/href="#([^"]*)"/#.firstMatch(in: from)?.1
        let anchor = try? #/id="([^"]*)"/#.firstMatch(in: part)?.1
        #expect(place != nil && place == anchor)
    }

    @Test func leavesTextThatLooksLikeATag() {
        let text: HTML = "<p>\("<a href=\"#x\"> id=\"y\"") a &lt; b id=\"y\"</p>"
        #expect(joined.part("01-a", text) == text)
    }
}
