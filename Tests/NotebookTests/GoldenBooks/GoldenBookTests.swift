import Foundation
import Testing

@Suite("Golden books") struct GoldenBookTests {
    @Test("A book's pages and diagnostics are as they were", arguments: GoldenBook.names)
    func asItWas(name: String) throws {
        for difference in try GoldenBook(name: name).differences() { Issue.record("\(difference)") }
    }

    @Test("There is a book for every feature") func books() {
        let features = [
            "callouts-and-notes", "compile-error", "figures", "formats", "mistakes", "options", "outputs", "references",
            "run-errors", "settings", "timeout", "values",
        ]
        #expect(Set(features).isSubset(of: GoldenBook.names))
    }

    @Test("What differs between two builds of one book is masked, and nothing else") func masks() {
        let page = { (main: String) in StablePage("<p>a</p><main id=\"m\">\(main)</main><p>b</p>").main }
        #expect(page("x 12") == "<main id=\"m\">x 12</main>\n")
        #expect(page("in 3.4 s, 0.1 GB") == page("in 5.6 s, 25.3 GB"))
        #expect(page("<time datetime=\"1\">1</time>") == page("<time datetime=\"2\">2</time>"))
        #expect(page("0123456789abcdef") == page("fedcba9876543210"))
        #expect(page("0.0123") != page("0.0124"))
        #expect(page("<em>a</em>") != page("<b>a</b>"))
        #expect(StablePage("<p>no such element</p>").main == "\n")
    }

    @Test("Of a formula its TeX is compared") func formulas() {
        func formula(_ tex: String, _ drawn: String) -> String {
            let annotation = "<annotation encoding=\"application/x-tex\">\(tex)</annotation>"
            return "<main>a <span class=\"katex\"><span>\(annotation)</span><span>\(drawn)</span></span> b</main>"
        }
        #expect(StablePage(formula("x^2", "one")).main == "<main>a [TeX x^2] b</main>\n")
        #expect(StablePage(formula("x^2", "one")).main == StablePage(formula("x^2", "two")).main)
        #expect(StablePage(formula("x^2", "one")).main != StablePage(formula("x^3", "one")).main)
    }

    @Test("A difference names the first line") func differences() {
        #expect(LineDifference("a\nb\n", "a\nb\n") == nil)
        #expect(LineDifference("a\nb\n", "a\nc\n")?.words.hasPrefix("line 2: expected “b”, found “c”") == true)
        #expect(LineDifference("a", "a\nb")?.words.hasPrefix("line 2: expected the end, found “b”") == true)
    }
}
