import Manuscript
import Markup

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
    var resources = PageResources.beside
    /// Where the book's title leads.
    var home = "\(OwnPage.cover).html"

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="\(book.settings.language)"\(direction)>
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
        \(resources.end)</body>
        </html>

        """
    }

    private var direction: HTML { book.settings.isRightToLeft ? " dir=\"rtl\"" : .empty }

    private var head: HTML {
        let description: HTML = summary.isEmpty ? .empty : "<meta name=\"description\" content=\"\(summary)\">\n"
        return """
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(resources.policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="aebook">
            \(description)<title>\(title)</title>
            \(resources.head(hasMathematics: hasMathematics))
            """
    }

    /// The contents button is the label of a check box, so that it works without a script.
    private var bar: HTML {
        let menu: HTML =
            sidebar.isEmpty
            ? .empty
            : """
            <input class="menu-toggle visually-hidden" type="checkbox" id="page.menu">\
            <label class="menu-button" for="page.menu">Contents</label>

            """
        return """
            <header class="bar">
            \(menu)<a class="bar-title" href="\(home)">\(book.settings.title)</a>
            <button class="search-button" type="button" hidden>Search <kbd aria-hidden="true">/</kbd></button>
            <button class="theme-button" type="button" hidden></button>
            </header>
            """
    }
}
