import Manuscript
import Markup

/// The book's contents beside a page, with the sections of a chapter.
struct Sidebar {
    let book: Book
    /// The chapter that it stands beside; nil for another page.
    let scope: ChapterScope?
    var isAppendix = false

    var html: HTML {
        """
        <nav class="sidebar" aria-label="Chapters and sections">
        <a class="sidebar-title" href="index.html">\(book.settings.title)</a>
        <ol>
        \(book.chapters.map(item).joined(separator: "\n"))
        </ol>
        <a class="appendix-link" href="\(LinkAddress.page(OwnPage.computation))"\(appendixMark)>\
        \(ComputationPage.title)</a>
        </nav>
        """
    }

    private var appendixMark: HTML { isAppendix ? " aria-current=\"page\"" : .empty }

    private func item(_ chapter: Chapter) -> HTML {
        let isHere = chapter.name == scope?.chapter.name
        let current: HTML = isHere ? " aria-current=\"page\"" : .empty
        return """
            <li><a href="\(LinkAddress.page(chapter.name))"\(current)>\
            <span class="chapter-number">\(chapter.number)</span> <span>\(chapter.title)</span></a>\
            \(isHere ? sections : .empty)</li>
            """
    }

    private var sections: HTML {
        guard let scope else { return .empty }
        let shown = scope.sections.filter { $0.level <= 3 }
        guard !shown.isEmpty else { return .empty }
        let inlines = InlineHTML(scope: scope, isInsideLink: true)
        let items = shown.map { section -> HTML in
            let depth: HTML = section.level > 2 ? " class=\"deep\"" : .empty
            let address = LinkAddress.fragment(section.identifier)
            return "<li\(depth)><a href=\"\(address)\">\(inlines.html(section.content))</a></li>"
        }
        return "\n<ol class=\"sections\">\n\(items.joined(separator: "\n"))\n</ol>"
    }
}
