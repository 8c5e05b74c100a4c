import Manuscript

/// A chapter as one Markdown file.
struct MarkdownChapter {
    let markdown: MarkdownScope

    private var scope: ChapterScope { markdown.scope }
    private var chapter: Chapter { scope.chapter }

    var text: String {
        let parts = [
            title, chapter.summary.isEmpty ? "" : "*\(MarkdownEscaping.escaped(chapter.summary))*", banner,
            MarkdownBlocks(markdown: markdown).text(chapter.blocks), references, notes, pager,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    var title: String {
        "# \(chapter.number). \(MarkdownInlines(markdown: markdown, isInsideLink: true).text(chapter.titleContent))"
    }

    /// What a reader must know before reading on; nothing where the chapter ran to its end.
    var banner: String {
        let sentence = RunBanner(scope: scope).sentence
        guard !sentence.isEmpty else { return "" }
        return markdown.dialect == .gitHub ? "> [!WARNING]\n> \(sentence)" : "> **\(sentence)**"
    }

    /// The works that the chapter cites.
    var references: String {
        let works = BibliographyHTML.works(of: chapter, in: scope.book.settings.bibliography)
        guard !works.isEmpty else { return "" }
        return "## References\n\n" + works.map { "- \(item($0.key, $0.work))" }.joined(separator: "\n")
    }

    private func item(_ key: String, _ work: BibliographyEntry) -> String {
        let isLink = !work.url.isEmpty && LinkAddress.isSafe(work.url)
        let words = MarkdownEscaping.escaped(work.title)
        let title = isLink ? "[\(words)](\(MarkdownEscaping.destination(work.url, title: "")))" : words
        let end = work.title.last?.isPunctuation == true ? "" : "."
        let venue = work.venue.isEmpty ? "" : " <em>\(MarkdownEscaping.escaped(work.venue))</em>."
        return MarkdownScope.anchor(Citation.anchor(key))
            + "\(MarkdownEscaping.escaped(work.authors)) (\(MarkdownEscaping.escaped(work.year))). \(title)\(end)\(venue)"
    }

    /// The text of the footnotes.
    var notes: String {
        let all = ProseWalk(chapter).inlines.compactMap { inline -> (Int, [Block])? in
            if case .note(let number, let content) = inline { (number, content) } else { nil }
        }
        var told: Set<Int> = []
        let items = all.filter { told.insert($0.0).inserted }.map { note($0, $1) }
        guard !items.isEmpty else { return "" }
        return (markdown.dialect == .jupyter ? "## Notes\n\n" : "") + items.joined(separator: "\n\n")
    }

    private func note(_ number: Int, _ content: [Block]) -> String {
        let body = MarkdownBlocks(markdown: markdown).text(content)
        guard markdown.dialect == .gitHub else { return "\(MarkdownScope.anchor("note.\(number)"))\(number). \(body)" }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { place, line in
            place == 0 || line.isEmpty ? String(line) : "    \(line)"
        }
        return "[^\(number)]: \(lines.joined(separator: "\n"))"
    }

    /// The way to the neighbors and the contents.
    private var pager: String {
        guard markdown.dialect == .gitHub else { return "" }
        let chapters = scope.book.chapters
        guard let here = chapters.firstIndex(where: { $0.name == chapter.name }) else { return "" }
        func link(_ place: Int, _ before: String, _ after: String) -> String? {
            guard chapters.indices.contains(place) else { return nil }
            let other = chapters[place]
            let title = MarkdownEscaping.escaped("\(other.number). \(other.title)")
            return "[\(before)\(title)\(after)](\(markdown.dialect.address(ofChapter: other.name)))"
        }
        let links = [link(here - 1, "← ", ""), "[Contents](\(MarkdownDialect.contents))", link(here + 1, "", " →")]
            .compactMap { $0 }
        return "***\n\n\(links.joined(separator: " · "))"
    }
}
