/// What every page has around its own content.
struct PageShell {
    let book: Book
    /// What the browser shows in its title bar.
    let title: String
    /// A line for search engines and previews; empty where there is none.
    let summary: String
    let hasMathematics: Bool
    /// A class of the `body`, by which the style sheet tells the cover from a chapter.
    let kind: HTML
    let sidebar: HTML
    let main: HTML
    let footer: HTML

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        \(head)
        </head>
        <body class="\(kind)">
        <a class="skip-link" href="#page.main">Skip to the text</a>
        \(bar)
        <div class="page">
        \(sidebar)
        <main id="page.main" tabindex="-1">
        \(main)
        </main>
        </div>
        <footer class="foot">
        \(footer)
        </footer>
        </body>
        </html>

        """
    }

    private var head: HTML {
        let description: HTML = summary.isEmpty ? .empty : "<meta name=\"description\" content=\"\(summary)\">\n"
        let mathematics: HTML = hasMathematics ? "<link rel=\"stylesheet\" href=\"assets/katex.css\">\n" : .empty
        // The first script runs before anything is drawn, so that a page never flashes in the wrong colours. The
        // policy lets no script run that is not a file of the book.
        return """
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="script-src 'self' file:; object-src 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="aebook">
            \(description)<title>\(title)</title>
            <script src="assets/theme.js"></script>
            \(mathematics)<link rel="stylesheet" href="assets/book.css">
            <script src="assets/book.js" defer></script>
            """
    }

    /// The contents button is the label of a check box, so that it works without a script.
    private var bar: HTML {
        let toggle: HTML =
            sidebar.isEmpty
            ? .empty : "<input class=\"menu-toggle visually-hidden\" type=\"checkbox\" id=\"page.menu\">\n"
        let label: HTML =
            sidebar.isEmpty
            ? .empty : "<label class=\"menu-button\" for=\"page.menu\">Contents</label>\n"
        return """
            \(toggle)<header class="bar">
            \(label)<a class="bar-title" href="index.html">\(book.settings.title)</a>
            <button class="theme-button" type="button" hidden></button>
            </header>
            """
    }
}
