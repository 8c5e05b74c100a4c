import Foundation

/// Pages as they are served: the book's own with the live parts added, and those that no book has.
enum LivePage {
    /// A written page with the live parts; the file itself stays as it is.
    static func adding(to page: Data, live: LiveHead) -> Data {
        guard let place = page.range(of: Data("</head>".utf8)) else { return page }
        return page[..<place.lowerBound] + Data(live.html.utf8) + page[place.lowerBound...]
    }

    /// Shown until there is a page of the book.
    static func waiting(for book: LiveBook, live: LiveHead) -> Data {
        let items = book.chapters.map { "<li>\(escaped($0.title))</li>" }.joined()
        let title = book.title.isEmpty ? "A book" : escaped(book.title)
        return page(
            title: title, live: live,
            main: """
                <h1>\(title)</h1>
                <p>This book is being built. Its pages open here as soon as they are written.</p>
                <noscript><ol>\(items)</ol><p>Load this page again in a while.</p></noscript>
                <div id="live-waiting"></div>
                """)
    }

    /// - Parameter pages: the names of the files that there are.
    static func notFound(_ path: String, book: LiveBook, pages: [String], live: LiveHead) -> Data {
        let titles = Dictionary(book.chapters.map { ("\($0.name).html", $0.title) }) { first, _ in first }
        let items = pages.map { name in
            let title = name == "index.html" ? "The book’s first page" : titles[name] ?? name
            let address = name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name
            return "<li><a href=\"/\(escaped(address))\">\(escaped(title))</a></li>"
        }
        let list =
            items.isEmpty ? "<p>The book has no pages yet.</p>" : "<p>There are:</p>\n<ul>\(items.joined())</ul>"
        return page(
            title: "No such page", live: live,
            main: "<h1>No such page</h1>\n<p>This book has nothing at <code>\(escaped(path))</code>.</p>\n\(list)")
    }

    private static func page(title: String, live: LiveHead, main: String) -> Data {
        Data(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(title)</title>
            \(live.html)</head>
            <body class="live-page">
            <main>
            \(main)
            </main>
            </body>
            </html>

            """.utf8)
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

/// What makes a page a live one.
struct LiveHead {
    /// Of the pages that stand; nil where there are none.
    let version: String?
    /// What the page shows when it asks for events.
    let token: String

    var html: String {
        """
        <meta name="aebook-pages" content="\(LivePage.escaped(version ?? ""))">
        <meta name="aebook-token" content="\(LivePage.escaped(token))">
        <link rel="stylesheet" href="/_live/live.css">
        <script type="module" src="/_live/live.js"></script>

        """
    }
}
