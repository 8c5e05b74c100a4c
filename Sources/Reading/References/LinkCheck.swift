import Foundation
import Manuscript
import Markup

/// Looks whether a link leads to a page of the book, to an anchor that is there, or to a file beside the chapter.
struct LinkCheck {
    let book: Book
    /// The chapter that holds the link.
    let chapter: Chapter
    let names: BookNames

    func faults(of destination: String, at location: SourceLocation) -> [Diagnostic] {
        let end = location.column.map { $0 + destination.count }
        return unmarkedFaults(of: destination, at: location).map { $0.with(endColumn: .some(end)) }
    }

    private func unmarkedFaults(of destination: String, at location: SourceLocation) -> [Diagnostic] {
        if destination.isEmpty { return [fault("this link has no address", at: location, help: nil)] }
        guard LinkAddress.isSafe(destination) else {
            let help = "write an address with https:// or mailto:"
            return [Diagnostic(code: .unsafeLink, at: location, "a link may not lead to \(destination)", help: help)]
        }
        guard LinkAddress.isLocal(destination) else { return [] }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            .map { String($0).removingPercentEncoding ?? String($0) }
        guard let target = parts[0].isEmpty ? chapter : book.chapter(at: parts[0]) else {
            return faults(ofFile: parts[0], at: location)
        }
        return parts.count == 2 && !parts[1].isEmpty ? faults(ofAnchor: parts[1], in: target, at: location) : []
    }

    private func fault(_ message: String, at location: SourceLocation, help: String?) -> Diagnostic {
        Diagnostic(code: .brokenLink, at: location, message, help: help)
    }

    private func faults(ofFile path: String, at location: SourceLocation) -> [Diagnostic] {
        if path.hasSuffix(".md") {
            let help = didYouMean(path, among: book.chapters.map { "\($0.name).md" }) ?? "write the chapter's file name"
            return [fault("`\(path)` is no chapter of the book", at: location, help: help)]
        }
        guard !Book.otherFiles.contains(path) else { return [] }
        switch ChapterFile(path, of: chapter, in: book).kind {
        case .file: return []
        case .folder: return [fault("`\(path)` is a folder", at: location, help: "link to a file in it")]
        case .outside:
            return [
                Diagnostic(code: .outsideFile, at: location, OutsideFile.message(path), help: OutsideFile.help)
            ]
        case .unreadable: return [fault("the file `\(path)` cannot be read", at: location, help: nil)]
        case .missing(let near):
            let help = near.map { "did you mean `\($0)`?" } ?? "name it as seen from the chapter's folder"
            return [fault("there is no file `\(path)` beside the chapter", at: location, help: help)]
        }
    }

    private func faults(ofAnchor anchor: String, in target: Chapter, at location: SourceLocation) -> [Diagnostic] {
        let anchors = names.anchors(of: target)
        guard !anchors.all.contains(anchor) else { return [] }
        let place = target.name == chapter.name ? "this chapter" : target.file
        let help = anchors.near.didYouMean(anchor) ?? elsewhere(anchor)
        return [fault("there is no `#\(anchor)` in \(place)", at: location, help: help)]
    }

    /// The label that was probably meant, where it stands in another chapter or is that of a title, which has no anchor.
    private func elsewhere(_ anchor: String) -> String? {
        let label = book.references[anchor] == nil ? names.labels.suggestion(for: anchor) : anchor
        guard let label, let target = book.references[label] else { return nil }
        let address = "\(target.chapter).md" + (target.anchor.isEmpty ? "" : "#\(target.anchor)")
        return "did you mean `@\(label)`, or `\(address)`?"
    }

    /// The anchors of a chapter's page: of headings, figures, tables and equations, and those of its own HTML.
    static func anchors(of chapter: Chapter) -> Set<String> {
        var anchors: Set<String> = []
        func add(_ block: Block) {
            switch block {
            case .heading(_, _, let identifier, _): anchors.insert(identifier)
            case .cell(let index): chapter.cells[index].options.label.map { _ = anchors.insert($0) }
            case .table(let table): table.label.map { _ = anchors.insert($0) }
            case .equation(_, let label, _): label.map { _ = anchors.insert($0) }
            case .html(let source): anchors.formUnion(HTMLTree(source).identifiers)
            default: break
            }
        }
        func add(_ inline: Inline) {
            if case .html(let source) = inline { anchors.formUnion(HTMLTree(source).identifiers) }
        }
        TreeWalk(cells: chapter.cells, block: { add($0) }, inline: { add($0) }).walk(chapter.blocks)
        return anchors
    }
}
