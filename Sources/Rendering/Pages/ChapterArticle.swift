import Markup

/// A chapter as it stands on its own page and on that of the whole book.
struct ChapterArticle {
    let scope: ChapterScope

    var html: HTML {
        let blocks = scope.chapter.blocksInPageOrder
        let parts: [HTML] = [
            title, RunBanner(scope: scope).html, BlockHTML(scope: scope).html(blocks.summaries),
            BlockHTML(scope: scope).html(blocks.rest),
            BibliographyHTML.html(scope.chapter, bibliography: scope.book.settings.bibliography),
            ClaimHTML.notes(scope),
        ]
        return """
            <article>
            \(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
            </article>
            """
    }

    private var readingTime: HTML {
        ReadingTime(scope).text.map { " · <span class=\"reading-time\">\($0)</span>" } ?? .empty
    }

    private var title: HTML {
        let inlines = InlineHTML(scope: scope)
        let summary: HTML = scope.chapter.summary.isEmpty ? .empty : "\n<p class=\"lead\">\(scope.chapter.summary)</p>"
        return """
            <header class="chapter-head">
            <p class="overline">Chapter \(scope.chapter.number)\(readingTime)</p>
            <h1>\(inlines.html(scope.chapter.titleContent))</h1>\(summary)
            </header>
            """
    }
}
