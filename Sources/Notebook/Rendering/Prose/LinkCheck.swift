/// Links of a chapter that lead nowhere.
enum LinkCheck {
    static func diagnostics(_ chapter: Chapter, in book: Book) -> [Diagnostic] {
        ProseWalk(chapter: chapter).inlines.compactMap { inline in
            guard case .link(let destination, _, _, let location) = inline else { return nil }
            let target = LinkTarget(destination, in: book)
            if let missing = target.missingChapter {
                return Diagnostic(
                    at: location, "the book has no chapter \(missing)",
                    help: "its chapters are \(book.chapters.map { "\($0.name).md" }.joined(separator: ", "))")
            }
            guard target.address == nil else { return nil }
            return Diagnostic(
                at: location, "a link may not lead to \(destination)", help: "write an address with https:// or mailto:")
        }
    }
}
