import Foundation
import Rendering
import TestSupport
import Testing

extension BrowserTests {
    /// Every kind of page, opened as a file in a real browser.
    @Suite("Pages", .serialized)
    struct PageTests {
        let book: BrowsedBook

        init() throws { book = try #require(BrowsedBook.current) }

        @Test("The book is built, as pages, as one file and as a PDF file")
        func builds() throws {
            #expect(book.build.code == 0, "\(book.build.errors)")
            #expect(book.build.output.contains("PDF: output/book.pdf\n"))
            let pdf = try Data(contentsOf: book.file("book.pdf"))
            #expect(pdf.starts(with: Data("%PDF".utf8)) && pdf.count > 50_000)
        }

        @Test(
            "A page loads without a complaint, and asks for nothing outside of the book", arguments: BrowsedBook.pages)
        func loads(page: String) throws {
            let browser = try book.open(page)
            #expect(browser.complaints == [])
            let folder = book.output.absoluteString
            let foreign = browser.requests.filter { !$0.hasPrefix(folder) && !$0.hasPrefix("data:") }
            #expect(foreign == [])
            let files = browser.requests.filter { $0.hasPrefix("file:") }
            #expect(page == "book.html" ? files.count == 1 : files.count > 3, "\(files)")
            #expect(try browser.value("document.querySelector('main h1').offsetHeight") > 20)
        }

        @Test("Every page is valid HTML, and small enough")
        func valid() throws {
            #expect(try HTMLValidator.problems(of: BrowsedBook.pages.map(book.file)) == [])
            for page in ["01-small.html", "02-after.html"] {
                let content = try Data(contentsOf: book.file(page))
                #expect(content.count < 1_500_000)
                #expect(!String(decoding: content, as: UTF8.self).contains("<script>"))
            }
            #expect(try Data(contentsOf: book.file("assets/search-index.js")).count < 20_000)
        }

        @Test("A chapter's text runs no script, whatever it says")
        func noScriptOfAChapter() throws {
            for page in ["02-after.html", "print.html", "book.html"] {
                let browser = try book.open(page)
                #expect(try browser.value("document.querySelector('main').innerText.includes('no script.')"))
                #expect(try browser.value("!document.querySelector('main').innerText.includes('alert(')"))
                #expect(try browser.value("document.querySelector('main script') === null"))
                try browser.run(
                    "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body"
                        + ".append(s)"
                )
                #expect(try browser.value("window.ran === undefined"), "\(page)")
            }
        }

        @Test("Mathematics is set, in its own fonts", arguments: ["01-small.html", "print.html", "book.html"])
        func mathematics(page: String) throws {
            let browser = try book.open(page)
            #expect(try browser.value("document.querySelectorAll('main .katex').length") >= 3)
            #expect(try browser.value("document.querySelector('.equation .katex-html').offsetHeight") > 30)
            #expect(try browser.value("document.querySelectorAll('.formula').length", as: Int.self) == 0)
            let fonts = try browser.value(
                "document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').map(f => f.family))",
                as: [String].self)
            #expect(fonts.contains("KaTeX_Main") && fonts.contains("KaTeX_Math"), "\(fonts)")
            #expect(fonts.contains { $0.contains("Charis SIL") }, "\(fonts)")
        }

        @Test("Every link leads somewhere, every anchor is there")
        func links() throws {
            var identifiers: [String: Set<String>] = [:]
            var links: [(page: String, address: String)] = []
            for page in BrowsedBook.pages {
                let browser = try book.open(page)
                identifiers[page] = try browser.value("[...document.querySelectorAll('[id]')].map(e => e.id)")
                let found: [String] = try browser.value("[...document.querySelectorAll('a[href]')].map(e => e.href)")
                links += found.map { (page, $0) }
            }
            #expect(links.count > 60)
            for (page, address) in links {
                let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
                    String.init)
                let name = URL(string: parts[0])?.lastPathComponent ?? ""
                #expect(
                    parts[0].hasPrefix(book.output.absoluteString) && identifiers[name] != nil, "\(page): \(address)")
                let anchor = parts.count > 1 ? parts[1].removingPercentEncoding ?? "" : nil
                if let anchor { #expect(identifiers[name]?.contains(anchor) == true, "\(page): \(address)") }
                if page == "book.html" { #expect(name == page, "one file leads to another: \(address)") }
            }
        }

        @Test("Pictures have a text and their natural size", arguments: ["01-small.html", "print.html", "book.html"])
        func pictures(page: String) throws {
            struct Picture: Decodable {
                let alt: String
                let natural: Int
                let width: Int
            }
            let browser = try book.open(page)
            try browser.run(
                "for (const i of document.images) { i.loading = 'eager'; await i.decode().catch(() => {}); }")
            let pictures: [Picture] = try browser.value(
                "[...document.images].map(i => ({ alt: i.alt, natural: i.naturalWidth, width: Number(i"
                    + ".getAttribute('width')) }))"
            )
            #expect(pictures.count >= 10)
            for picture in pictures {
                #expect(picture.alt.count > 10)
                #expect(picture.natural >= picture.width && picture.width > 0, "\(picture)")
            }
            let shown =
                "[...document.querySelectorAll('.figure img')].filter(i => i.offsetWidth > 0).map(i => i.currentSrc)"
            let light: [String] = try browser.value(shown)
            try browser.prefer(["prefers-color-scheme": "dark"])
            let dark: [String] = try browser.value(shown)
            #expect(Set(light).isDisjoint(with: dark) && light.count == dark.count)
        }

        @Test(
            "No page is wider than its window; what is wide scrolls in a box that takes the focus",
            arguments: BrowsedBook.pages)
        func widths(page: String) throws {
            for width in [320, 768, 1440] {
                let browser = try book.open(page, width: width)
                let wide: Int = try browser.value("document.documentElement.scrollWidth")
                #expect(wide <= width, "\(page) at \(width) px is \(wide) px wide")
                guard width == 320, page == "01-small.html" else { continue }
                #expect(try browser.waits(for: "document.querySelectorAll('[role=group][tabindex=\"0\"]').length > 2"))
                for box in [".table-scroll", ".equation .katex-display", ".code pre"] {
                    let state: Bool = try browser.value(
                        "[...document.querySelectorAll('\(box)')].filter(b => b.checkVisibility()).every(b => (b"
                            + ".scrollWidth > b.clientWidth + 1) === b.hasAttribute('aria-label'))"
                    )
                    #expect(state, "\(box)")
                }
            }
        }

        @Test("On paper nothing leads through the book, and every part begins a page")
        func paper() throws {
            let browser = try book.open("print.html")
            try browser.prefer(["prefers-color-scheme": "dark"], medium: "print")
            #expect(try browser.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)")
            for part in [
                ".bar", ".sidebar", ".copy-button", ".film-controls", "details.provenance", "details.code-fold",
            ] {
                #expect(
                    try browser.value("[...document.querySelectorAll('\(part)')].every(e => e.offsetHeight === 0)"),
                    "\(part)")
            }
            let breaks: [String] = try browser.value(
                "[...document.querySelectorAll('.part')].map(e => getComputedStyle(e).breakBefore)")
            #expect(breaks == ["auto", "page", "page", "page"])
            #expect(try browser.value("document.querySelector('.film-still').offsetHeight") > 50)
        }
    }
}
