import Manuscript
import Markup

/// The works that a chapter cites, at its end.
enum BibliographyHTML {
    /// Nothing where the chapter cites nothing.
    static func html(_ chapter: Chapter, bibliography: [String: BibliographyEntry]) -> HTML {
        let entries = works(of: chapter, in: bibliography)
        guard !entries.isEmpty else { return .empty }
        return """
            <section class="bibliography">
            <h2 id="page.references">References</h2>
            <ul>
            \(entries.map { item($0.key, $0.work) }.joined(separator: "\n"))
            </ul>
            </section>
            """
    }

    /// In the order in which they are listed.
    static func works(
        of chapter: Chapter, in bibliography: [String: BibliographyEntry]
    ) -> [(key: String, work: BibliographyEntry)] {
        citedKeys(chapter).compactMap { key in bibliography[key].map { (key: key, work: $0) } }
            .sorted { ($0.work.authors, $0.work.year, $0.key) < ($1.work.authors, $1.work.year, $1.key) }
    }

    private static func citedKeys(_ chapter: Chapter) -> Set<String> {
        let keys = ProseWalk(chapter).inlines.map { inline -> [String] in
            if case .citation(let keys, _) = inline { keys } else { [] }
        }
        return Set(keys.joined())
    }

    private static func item(_ key: String, _ work: BibliographyEntry) -> HTML {
        let venue: HTML = work.venue.isEmpty ? .empty : " <i>\(work.venue)</i>."
        return "<li id=\"\(Citation.anchor(key))\">\(work.authors) (\(work.year)). \(title(work))\(venue)</li>"
    }

    private static func title(_ work: BibliographyEntry) -> HTML {
        let isLink = !work.url.isEmpty && LinkAddress.isSafe(work.url)
        let end: HTML = work.title.last?.isPunctuation == true ? .empty : "."
        return isLink ? "<a href=\"\(work.url)\">\(work.title)</a>\(end)" : "\(work.title)\(end)"
    }
}
