import Manuscript
import Markup

/// What the functions of one chapter's Markdown look things up in. It never changes.
struct MarkdownScope {
    let scope: ChapterScope
    let dialect: MarkdownDialect
    let anchors: HeadingAnchors

    init(_ scope: ChapterScope, _ dialect: MarkdownDialect, _ anchors: HeadingAnchors) {
        self.scope = scope
        self.dialect = dialect
        self.anchors = anchors
    }

    /// The address of what a label names.
    func address(of target: ReferenceTarget) -> String {
        target.chapter == scope.chapter.name && !target.anchor.isEmpty
            ? fragment(target.anchor, in: target.chapter) : page(target.chapter, anchor: target.anchor)
    }

    /// Where a link of the prose leads; nil where following it could run a script.
    func address(ofLink destination: String) -> String? {
        guard LinkAddress.isSafe(destination) else { return nil }
        guard LinkAddress.isLocal(destination) else { return destination }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let anchor = parts.count > 1 ? parts[1].removingPercentEncoding ?? parts[1] : ""
        if destination.isEmpty { return "" }
        if parts[0].isEmpty { return fragment(anchor, in: scope.chapter.name) }
        if let copy = scope.files[ChapterFile.key(parts[0])] {
            return dialect.address(ofFile: copy) + (anchor.isEmpty ? "" : LinkAddress.fragment(anchor))
        }
        if Book.otherFiles.contains(parts[0]) {
            let isContents = dialect == .gitHub && parts[0] == "\(OwnPage.cover).html"
            return isContents ? MarkdownDialect.contents : "../\(parts[0])"
        }
        let file = parts[0].split(separator: "/").last.map { String($0).removingPercentEncoding ?? String($0) } ?? ""
        let chapter = scope.book.chapters.first { ["\($0.name).md", "\($0.name).html"].contains(file) }
        return chapter.map { page($0.name, anchor: anchor) } ?? destination
    }

    private func page(_ chapter: String, anchor: String) -> String {
        dialect.address(ofChapter: chapter) + (anchor.isEmpty ? "" : fragment(anchor, in: chapter))
    }

    private func fragment(_ anchor: String, in chapter: String) -> String {
        LinkAddress.fragment(dialect == .gitHub ? anchors.anchor(of: anchor, in: chapter) : anchor)
    }

    /// An anchor that is written down, for what Markdown gives none to.
    static func anchor(_ name: String) -> String { "<a id=\"\(HTMLEscaping.escaped(name))\"></a>" }

    func anchor(of label: String?) -> String { scope.target(label).map { Self.anchor($0.anchor) } ?? "" }
}
