import Manuscript
import Markup

/// The book's first page: what it is, what it was built from, and its chapters.
struct CoverPage {
    let book: Book
    /// Of the book's chapters, in order.
    let scopes: [ChapterScope]
    let data: BookData
    /// The description of the book's settings, read as Markdown.
    let description: [Block]
    let formulas: RenderedFormulas

    var html: HTML {
        let settings = book.settings
        return PageShell(
            book: book, title: settings.title, summary: settings.subtitle, hasMathematics: hasMathematics,
            kind: "cover", sidebar: .empty, main: content + wholeLink, footer: "<p>Made with aebook.</p>"
        ).html
    }

    /// The page without what every page has around it.
    var content: HTML {
        let settings = book.settings
        func line(_ className: HTML, _ text: String) -> HTML {
            text.isEmpty ? .empty : "<p class=\"\(className)\">\(text)</p>\n"
        }
        return """
            <header class="cover-head">
            <h1>\(settings.title)</h1>
            \(line("subtitle", settings.subtitle))\(line("author", settings.author))\(built)
            </header>
            <div class="description">
            \(prose)
            </div>
            <nav class="contents" aria-labelledby="page.contents">
            <h2 id="page.contents">Contents</h2>
            <ol>
            \(scopes.map(item).joined(separator: "\n"))
            </ol>
            <p><a href="\(LinkAddress.page(OwnPage.computation))">\(ComputationPage.title)</a></p>
            </nav>
            """
    }

    private var wholeLink: HTML {
        """

        <p class="whole-link"><a href="\(LinkAddress.page(OwnPage.whole))">The whole book on one page</a>, for printing</p>
        """
    }

    private var built: HTML {
        let counts =
            "\(Grouping.thousands(data.trainingImages)) training images, "
            + "\(Grouping.thousands(data.testImages)) test images"
        let note: HTML = data.note.isEmpty ? .empty : "\n<p>\(sentence(data.note))</p>"
        let last = scopes.compactMap { $0.run?.date }.max()
        let date: HTML = last.map { "<div><dt>Built</dt><dd>\(BuildDate(date: $0).html)</dd></div>" } ?? .empty
        return """
            <dl class="built">
            <div><dt>Data</dt><dd><strong>\(data.name)</strong>: \(counts).\(note)</dd></div>
            \(date)
            </dl>
            """
    }

    /// The terminal says the same line after a colon; on the cover it begins a sentence.
    private func sentence(_ note: String) -> String { note.prefix(1).uppercased() + note.dropFirst() }

    private func item(_ scope: ChapterScope) -> HTML {
        let chapter = scope.chapter
        let title = InlineHTML(scope: scope, isInsideLink: true).html(chapter.titleContent)
        let summary: HTML = chapter.summary.isEmpty ? .empty : "\n<p>\(chapter.summary)</p>"
        return """
            <li><span class="chapter-number">\(chapter.number)</span>
            <div><a href="\(LinkAddress.page(chapter.name))">\(title)</a>\(state(scope))\(summary)</div></li>
            """
    }

    private func state(_ scope: ChapterScope) -> HTML {
        if scope.run == nil { return " <span class=\"chapter-state\">not built yet</span>" }
        let isWhole = RunBanner(scope: scope).html.isEmpty
        return isWhole ? .empty : " <span class=\"chapter-state\">did not run to its end</span>"
    }
}

// The description is set as the text of a chapter without cells.
extension CoverPage {
    static func chapter(description: [Block]) -> Chapter {
        Chapter(
            file: "chapters/book.yml", name: OwnPage.cover, number: 0, titleContent: [], title: "", summary: "",
            blocks: description, cells: [], inlineValues: [], steps: [], source: "")
    }

    var hasMathematics: Bool {
        let chapters = book.chapters + [Self.chapter(description: description)]
        let titles = chapters.dropLast().contains {
            $0.titleContent.contains { if case .math = $0 { true } else { false } }
        }
        return titles || !LocatedFormula.formulas(of: chapters[chapters.count - 1]).isEmpty
    }

    private var prose: HTML {
        let chapter = Self.chapter(description: description)
        let scope = ChapterScope(book: book, chapter: chapter, run: nil, data: data, formulas: formulas)
        return BlockHTML(scope: scope).html(description)
    }
}
