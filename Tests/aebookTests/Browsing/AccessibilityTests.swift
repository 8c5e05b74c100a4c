import Foundation
import TestSupport
import Testing

extension BrowserTests {
    /// Whether everybody gets into every page, as far as a program can tell: axe by Deque Systems.
    @Suite("Accessibility", .serialized)
    struct AccessibilityTests {
        let book: BrowsedBook

        init() throws { book = try #require(BrowsedBook.current) }

        /// One line for each element of a page that breaks a rule.
        private func violations(_ browser: Browser) throws -> [String] {
            try browser.run(try ReadingTools.axe())
            try browser.run("window.found = null; axe.run().then((result) => { window.found = result; })")
            guard try browser.waits(for: "window.found !== null", seconds: 60) else { return ["axe gave no answer"] }
            return try browser.value(
                """
                window.found.violations.flatMap((one) => one.nodes.map((node) =>
                    one.id + ": " + node.target.join(" ") + ": " + node.html.slice(0, 200)))
                """)
        }

        @Test("No page keeps anybody out", arguments: BrowsedBook.pages, ["light", "dark"])
        func noViolations(page: String, scheme: String) throws {
            for width in [1440, 400] {
                let browser = try book.open(page, width: width)
                try browser.prefer(["prefers-color-scheme": scheme])
                let found = try violations(browser)
                #expect(found.isEmpty, "at a width of \(width): \(found.joined(separator: "\n"))")
            }
        }

        @Test("Claims are no stops of the tab key: one key steps through them, and shows the evidence")
        func claims() throws {
            let browser = try book.open("01-small.html")
            try #require(try browser.value("document.querySelectorAll('.claim').length > 1"))
            #expect(try browser.value("document.querySelectorAll('.claim[tabindex=\"0\"]').length === 0"))
            let place = "Array.from(document.querySelectorAll('.claim[tabindex]')).indexOf(document.activeElement)"
            try browser.press("c")
            #expect(try browser.value(place) == 0)
            #expect(
                try browser.value("getComputedStyle(document.activeElement.querySelector('.evidence')).visibility")
                    == "visible")
            try browser.press("c")
            #expect(try browser.value(place) == 1)
            try browser.press("C")
            #expect(try browser.value(place) == 0)
        }
    }
}
