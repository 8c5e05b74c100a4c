import Manuscript

/// The names that the references and links of a book may lead to, looked up once for all of them.
package final class BookNames {
    /// The anchors of a chapter's page.
    package struct Anchors {
        package let all: Set<String>
        package let near: NearWords
    }

    package let labels: NearWords
    package let works: NearWords
    private var anchors: [String: Anchors] = [:]

    init(_ book: Book) {
        labels = NearWords(book.references.keys)
        works = NearWords(book.settings.bibliography.keys)
    }

    package func anchors(of chapter: Chapter) -> Anchors {
        if let known = anchors[chapter.file] { return known }
        let all = LinkCheck.anchors(of: chapter)
        let found = Anchors(all: all, near: NearWords(all))
        anchors[chapter.file] = found
        return found
    }
}
