import Notebook
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

    @Test func leavesTextThatLooksLikeATag() {
        let text: HTML = "<p>\("<a href=\"#x\"> id=\"y\"") a &lt; b id=\"y\"</p>"
        #expect(joined.part("01-a", text) == text)
    }
}
