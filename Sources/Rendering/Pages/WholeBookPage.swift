import Manuscript
import Markup

/// The whole book on one page, for paper and for a single file.
struct WholeBookPage {
    let book: Book
    let chapters: [ChapterPage]
    let cover: CoverPage
    let appendix: ComputationPage

    /// - Parameter resources: the style sheets and scripts beside the page, or inside of it.
    func html(_ resources: PageResources) -> HTML {
        PageShell(
            book: book, title: book.settings.title, summary: book.settings.subtitle, hasMathematics: hasMathematics,
            kind: "chapter whole", sidebar: joined.part(OwnPage.cover, Sidebar(book: book, scope: nil).html),
            main: main, footer: "<p>Made with aebook.</p>", resources: resources, home: joinedHome
        ).html
    }

    /// Addresses of the book's pages as places on this one.
    var joined: JoinedPage {
        JoinedPage(parts: Set(chapters.map(\.scope.chapter.name) + [OwnPage.cover, OwnPage.computation]))
    }

    private var joinedHome: String { joined.address("\(OwnPage.cover).html", from: OwnPage.cover) }

    private var main: HTML {
        let parts =
            [part(OwnPage.cover, "<article>\n\(cover.content)\n</article>")]
            + chapters.map { part($0.scope.chapter.name, $0.article) }
            + [part(OwnPage.computation, appendix.article)]
        return parts.joined(separator: "\n")
    }

    private func part(_ name: String, _ content: HTML) -> HTML {
        """
        <div class="part" id="\(JoinedPage.anchor(name))">
        \(joined.part(name, content))
        </div>
        """
    }

    private var hasMathematics: Bool {
        cover.hasMathematics || chapters.contains { !LocatedFormula.formulas(of: $0.scope.chapter).isEmpty }
    }
}
