import Foundation

/// Looks whether a link leads to a chapter of the book, and to an anchor that is there.
struct ChapterLinkCheck {
    let chapters: [Chapter]
    /// The chapter that holds the link.
    let chapter: Chapter

    func faults(of destination: String, at location: SourceLocation) -> [Diagnostic] {
        if destination.isEmpty { return [Diagnostic(at: location, "this link has no address")] }
        guard Address.scheme(of: destination) == nil else { return [] }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            .map { String($0).removingPercentEncoding ?? String($0) }
        guard parts[0].isEmpty || parts[0].hasSuffix(".md") else { return [] }
        guard let target = parts[0].isEmpty ? chapter : chapter(at: parts[0]) else {
            let help = didYouMean(parts[0], among: chapters.map { "\($0.name).md" })
            let message = "`\(parts[0])` is no chapter of the book"
            return [Diagnostic(at: location, message, help: help ?? "write the chapter's file name")]
        }
        return parts.count == 2 && !parts[1].isEmpty ? faults(ofAnchor: parts[1], in: target, at: location) : []
    }

    private func chapter(at path: String) -> Chapter? {
        let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return chapters.first { "\($0.name).md" == name }
    }

    private func faults(ofAnchor anchor: String, in target: Chapter, at location: SourceLocation) -> [Diagnostic] {
        let anchors = Self.anchors(of: target)
        guard !anchors.contains(anchor) else { return [] }
        let place = target.name == chapter.name ? "this chapter" : target.file
        return [
            Diagnostic(
                at: location, "there is no `#\(anchor)` in \(place)", help: didYouMean(anchor, among: anchors.sorted()))
        ]
    }

    /// The anchors of a chapter's page: of headings, figures, tables and equations.
    static func anchors(of chapter: Chapter) -> Set<String> {
        var anchors: Set<String> = []
        func add(_ block: Block) {
            switch block {
            case .heading(_, _, let identifier, _): anchors.insert(identifier)
            case .cell(let index): chapter.cells[index].options.label.map { _ = anchors.insert($0) }
            case .table(let table): table.label.map { _ = anchors.insert($0) }
            case .equation(_, let label, _): label.map { _ = anchors.insert($0) }
            default: break
            }
        }
        TreeWalk(cells: chapter.cells, block: { add($0) }).walk(chapter.blocks)
        return anchors
    }
}
