import Foundation
import TestSupport
import Testing

extension BrowserTests {
    /// What a reader does on a page.
    @Suite("Reading", .serialized)
    struct ReaderTests {
        let book: BrowsedBook

        init() throws { book = try #require(BrowsedBook.current) }

        private static let ground = "getComputedStyle(document.body).backgroundColor"
        private static let (light, dark) = ("rgb(255, 255, 248)", "rgb(21, 21, 21)")

        @Test("The colors follow the system, the button turns them, and the next page remembers")
        func theme() throws {
            let browser = try book.open("01-small.html")
            #expect(try browser.value(Self.ground) == Self.light)
            try browser.prefer(["prefers-color-scheme": "dark"])
            #expect(try browser.value(Self.ground) == Self.dark)
            try browser.run("document.querySelector('.theme-button').click()")
            #expect(try browser.value(Self.ground) == Self.light)
            try browser.open(book.file("02-after.html"))
            #expect(try browser.value("document.documentElement.dataset.theme") == "light")
            #expect(try browser.value(Self.ground) == Self.light)
            // The choice is read before the first style sheet, so nothing is drawn in other colors.
            #expect(
                try browser.value("document.querySelector('head > script, head > link').getAttribute('src')")
                    == "assets/theme.js")
            #expect(
                try browser.value("document.querySelector('.theme-button').getAttribute('aria-label')")
                    == "Dark colors")
            try browser.run("document.querySelector('.theme-button').click()")
            #expect(try browser.value(Self.ground) == Self.dark)
            try browser.run("localStorage.clear()")
        }

        @Test(
            "The search opens with /, finds words of all chapters, marks them, and leads there",
            arguments: ["index.html", "01-small.html", "print.html", "book.html"])
        func search(page: String) throws {
            let browser = try book.open(page)
            try browser.press("/")
            #expect(
                try browser.waits(
                    for: "document.querySelector('dialog.search[open] .search-status')?.textContent.startsWith('Type')")
            )
            #expect(try browser.value("document.activeElement.getAttribute('role')") == "combobox")
            try browser.type("latent")
            #expect(try browser.waits(for: "document.querySelectorAll('.search li').length > 1"))
            let texts: [String] = try browser.value(
                "[...document.querySelectorAll('.search li')].map(e => e.innerText)")
            #expect(texts.contains { $0.contains("1.1 Training") } && texts.contains { $0.contains("2.1 A list") })
            let marks: [String] = try browser.value(
                "[...document.querySelectorAll('.search mark')].map(e => e.textContent)")
            #expect(Set(marks.map { $0.lowercased() }) == ["latent"])

            func selected() throws -> [Bool] {
                try browser.value(
                    "[...document.querySelectorAll('.search li')].map(e => e.getAttribute('aria-selected') === 'true')")
            }
            #expect(try selected().first == true)
            try browser.press("ArrowDown")
            #expect(try selected().prefix(2) == [false, true])
            #expect(
                try browser.value("document.activeElement.getAttribute('aria-activedescendant')") == "search.result.2")
            try browser.press("ArrowUp")
            #expect(try selected().first == true)
            #expect(browser.complaints == [])

            try browser.run("document.activeElement.value = ''")
            try browser.type("CAFE chapter")
            #expect(try browser.value("document.querySelectorAll('.search li').length", as: Int.self) == 1)
            try browser.press("Enter")
            let place = page.hasPrefix("p") || page.hasPrefix("b") ? "\(page)#02-after/" : "02-after.html"
            #expect(try browser.waits(for: "location.href.endsWith('\(place)')"))
            #expect(
                try browser.waits(for: "document.readyState === 'complete' && !document.querySelector('dialog[open]')"))
        }

        @Test(
            "Words of every script are found as they are written, and the excerpt shows them",
            arguments: [
                ("한글", "한글", 1), ("하늘", "", 0), ("検索", "検索", 1), ("がく", "がく", 1), ("かく", "", 0),
                ("寻找", "寻找", 1), ("ναι", "ναί", 1), ("UBER", "über", 1),
            ])
        func scripts(word: String, shown: String, count: Int) throws {
            let browser = try book.open("01-small.html")
            let filling = String(repeating: "日本語の文章には空白がありません。", count: 40)
            let text = "\(filling)検索する語、寻找的词、한글 검색、がく、ναί, über。\(filling)"
            try browser.run(
                """
                window.aebookSearchIndex = { chapters: [{ title: "1. T", sections: [
                    { title: "", address: "01-small.html", text: "\(text)" }] }] };
                """)
            try browser.press("/")
            try browser.type(word)
            let status = count == 0 ? "Nothing found." : "1 place"
            #expect(try browser.waits(for: "document.querySelector('.search-status')?.textContent === '\(status)'"))
            let marks: [String] = try browser.value(
                "[...document.querySelectorAll('.search-excerpt mark')].map(e => e.textContent)")
            #expect(marks == (count == 0 ? [] : [shown]))
            let length = try browser.value(
                "document.querySelector('.search-excerpt')?.textContent.length ?? 0", as: Int.self)
            #expect(length < 200)
        }

        @Test("Escape closes the search, and the focus is where it was; a word that is nowhere is said to be")
        func searchCloses() throws {
            let browser = try book.open("01-small.html")
            try browser.run("document.querySelector('.search-button').focus()")
            try browser.press("Enter")
            #expect(try browser.waits(for: "document.querySelector('dialog.search[open]')"))
            try browser.type("xylophone")
            #expect(try browser.waits(for: "document.querySelector('.search-status').textContent === 'Nothing found.'"))
            try browser.press("Escape")
            #expect(try browser.waits(for: "!document.querySelector('dialog.search[open]')"))
            #expect(try browser.value("document.activeElement.className") == "search-button")
        }

        @Test("The keyboard's first stop skips to the text")
        func skipLink() throws {
            let browser = try book.open("01-small.html")
            try browser.press("Tab")
            #expect(try browser.value("document.activeElement.className") == "skip-link")
            #expect(try browser.value("document.activeElement.offsetWidth") > 50)
            try browser.press("Enter")
            #expect(try browser.waits(for: "document.activeElement.localName === 'main'"))
            let landmarks: [Int] = try browser.value(
                "['main', 'header.bar', 'nav[aria-label]', 'footer'].map(s => document.querySelectorAll(s).length)")
            #expect(landmarks == [1, 1, 2, 1])
        }

        @Test("The film's slider moves it, and its button plays it")
        func film() throws {
            let browser = try book.open("01-small.html")
            let label = "document.querySelector('.film output').textContent"
            let shown =
                "[...document.querySelectorAll('.film-frame')].findIndex(f => getComputedStyle(f).visibility"
                + " === 'visible')"
            #expect(try browser.value(label) == "epoch 4")
            try browser.run("document.querySelector('.film input').focus()")
            try browser.press("ArrowLeft")
            #expect(try browser.value(label) == "epoch 1")
            #expect(try browser.value(shown, as: Int.self) == 1)
            try browser.run("document.querySelector('.film button').click()")
            #expect(try browser.value(label) == "epoch 4")
            try browser.run("document.querySelector('.film button').click()")
            #expect(try browser.value("document.querySelector('.film button').textContent") == "Pause")
            #expect(try browser.waits(for: "\(label) === 'epoch 4'"))
            try browser.prefer(["prefers-reduced-motion": "reduce"])
            #expect(try browser.waits(for: "document.querySelector('.film button').textContent === 'Next'"))
        }

        @Test("Code folds and unfolds, long cells have line numbers, and every listing can be copied")
        func code() throws {
            let browser = try book.open("01-small.html")
            let height = "document.querySelector('.code-fold').offsetHeight"
            let closed: Double = try browser.value(height)
            #expect(
                try browser.value("document.querySelector('.code-fold summary').innerText") == "How the film is made")
            try browser.run("document.querySelector('.code-fold summary').focus()")
            try browser.press("Enter")
            #expect(try browser.waits(for: "\(height) > \(closed) + 50"))
            try browser.press("Enter")
            #expect(try browser.waits(for: "\(height) === \(closed)"))
            let numbered: [Int] = try browser.value(
                "[...document.querySelectorAll('.code.numbered')].map(c => c.querySelectorAll('.line').length)")
            #expect(numbered == [18])
            #expect(
                try browser.value("document.querySelectorAll('.code:not(:has(.copy-button))').length", as: Int.self)
                    == 0)
            try browser.run("document.querySelector('.copy-button').click()")
            #expect(
                try browser.waits(
                    for: "['Copied', 'Selected'].includes(document.querySelector('.copy-button').textContent)"))
        }

        @Test("A link to a folded place unfolds it, and headings offer their anchors")
        func anchors() throws {
            let browser = try book.open("01-small.html")
            try browser.run("location.hash = document.querySelector('.code-fold .code').id")
            #expect(try browser.waits(for: "document.querySelector('.code-fold').open"))
            let headings: [Bool] = try browser.value(
                "[...document.querySelectorAll('article h2')].filter(h => h.id.startsWith('sec-')).map(h =>"
                    + " decodeURIComponent(h.querySelector('.anchor').hash) === '#' + h.id)"
            )
            #expect(headings == [true, true])
        }

        @Test("The contents mark the section that is being read", arguments: ["01-small.html", "print.html"])
        func currentSection(page: String) throws {
            let browser = try book.open(page)
            let marked =
                "[...document.querySelectorAll('.sidebar ol a[aria-current=true]')].map(a => a.innerText.trim())"
            let places = page == "print.html" ? ["02-after/", "01-small/"] : ["sec-wide", "sec-training"]
            var seen: [[String]] = []
            for place in places {
                try browser.run("document.getElementById('\(place)').scrollIntoView()")
                try browser.run("await new Promise(done => setTimeout(done, 100))")
                seen.append(try browser.value(marked))
            }
            #expect(seen.map(\.count) == [1, 1] && seen[0] != seen[1], "\(seen)")
        }

        @Test("On a telephone the contents open from the bar, and a note below its line")
        func narrow() throws {
            let browser = try book.open("01-small.html", width: 320)
            #expect(try browser.value("document.querySelector('.sidebar').offsetHeight", as: Int.self) == 0)
            try browser.run("document.querySelector('.menu-button').click()")
            #expect(try browser.value("document.querySelector('.sidebar').offsetHeight") > 300)
            try browser.press("Escape")
            #expect(try browser.value("document.querySelector('.sidebar').offsetHeight", as: Int.self) == 0)
            #expect(try browser.value("document.querySelector('.note').offsetHeight", as: Int.self) == 0)
            try browser.run("document.querySelector('.note-mark').click()")
            #expect(try browser.value("document.querySelector('.note').offsetHeight") > 10)
        }
    }
}
