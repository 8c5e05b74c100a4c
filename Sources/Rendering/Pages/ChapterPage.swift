import Manuscript
import Markup

/// The page of one chapter.
package struct ChapterPage {
    package let scope: ChapterScope
    /// The chapter itself, without what leads to its neighbors.
    package let article: HTML

    package init(scope: ChapterScope) {
        self.scope = scope
        article = ChapterArticle(scope: scope).html
    }

    package var html: HTML {
        let chapter = scope.chapter
        return PageShell(
            book: scope.book, title: "\(chapter.number). \(chapter.title) · \(scope.book.settings.title)",
            summary: chapter.summary, hasMathematics: !LocatedFormula.formulas(of: chapter).isEmpty, kind: "chapter",
            sidebar: Sidebar(book: scope.book, scope: scope).html, main: main, footer: footer
        ).html
    }

    private var main: HTML { "\(article)\n\(pager)" }

    private var pager: HTML {
        let chapters = scope.book.chapters
        guard let here = chapters.firstIndex(where: { $0.name == scope.chapter.name }) else { return .empty }
        let previous = here > 0 ? card(chapters[here - 1], "Previous", relation: "prev") : .empty
        let next = here + 1 < chapters.count ? card(chapters[here + 1], "Next", relation: "next") : .empty
        guard !(previous + next).isEmpty else { return .empty }
        return "<nav class=\"pager\" aria-label=\"Previous and next chapter\">\n\(previous)\(next)</nav>"
    }

    private func card(_ chapter: Chapter, _ word: HTML, relation: HTML) -> HTML {
        """
        <a class="card \(relation)" rel="\(relation)" href="\(LinkAddress.page(chapter.name))">\
        <span class="overline">\(word)</span> <span class="card-title">\(chapter.number). \(chapter.title)</span></a>

        """
    }

    private var footer: HTML {
        let date: HTML = scope.run.map { " on \(BuildDate(date: $0.date).html)" } ?? .empty
        let built: HTML = scope.run == nil ? "Not built yet." : "Built from \(scope.data.name)\(date)."
        return "<p>\(built)</p>"
    }
}
