import Manuscript

/// The anchors that GitHub gives to headings, by the anchors that they have on the book's pages.
struct HeadingAnchors {
    /// By the chapter's name.
    private var anchors: [String: [String: String]] = [:]

    init(_ scopes: [ChapterScope]) {
        for scope in scopes { anchors[scope.chapter.name] = Self.anchors(of: scope) }
    }

    /// What has no heading keeps its name.
    func anchor(of identifier: String, in chapter: String) -> String { anchors[chapter]?[identifier] ?? identifier }

    private static func anchors(of scope: ChapterScope) -> [String: String] {
        var taken: [String: Int] = [:]
        _ = unused(slug("\(scope.chapter.number). \(scope.chapter.title)"), &taken)
        var anchors: [String: String] = [:]
        for section in scope.sections {
            let title = PlainText(scope: scope).text(section.content)
            anchors[section.identifier] = unused(
                slug(section.number.isEmpty ? title : "\(section.number) \(title)"), &taken)
        }
        return anchors
    }

    /// In small letters, without punctuation, and with hyphens for blanks.
    static func slug(_ title: String) -> String {
        String(
            title.lowercased().compactMap { letter in
                letter == " " ? "-" : letter.isLetter || letter.isNumber || "-_".contains(letter) ? letter : nil
            })
    }

    /// The second heading of a name gets a 1 at its end, the third a 2.
    private static func unused(_ slug: String, _ taken: inout [String: Int]) -> String {
        let count = taken[slug, default: 0]
        taken[slug] = count + 1
        return count == 0 ? slug : "\(slug)-\(count)"
    }
}
