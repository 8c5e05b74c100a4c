import Foundation
import Manuscript

/// Looks whether everything that a book refers to is there: labels, cited works, chapters, anchors, files and images.
package struct ReferenceCheck {
    package let book: Book
    package let mentions: [TreeBuilder.Mention]
    package let addresses: [RawAddress]
    private let names: BookNames

    package init(book: Book, mentions: [TreeBuilder.Mention], addresses: [RawAddress]) {
        self.book = book
        self.mentions = mentions
        self.addresses = addresses
        names = BookNames(book)
    }

    package func diagnostics() -> [Diagnostic] {
        let raw = addresses.flatMap { RawAddressCheck(book: book, names: names).faults(of: $0) }
        return faultsInChapters() + mentions.flatMap(faults) + raw
    }

    private func faultsInChapters() -> [Diagnostic] {
        book.chapters.flatMap { chapter in
            var found: [Diagnostic] = []
            TreeWalk(cells: chapter.cells, inline: { found += faults(of: $0, in: chapter) }).walk(chapter.blocks)
            TreeWalk(cells: [], inline: { found += faults(of: $0, in: chapter) }).walk(chapter.titleContent)
            return found
        }
    }

    private func faults(of inline: Inline, in chapter: Chapter) -> [Diagnostic] {
        switch inline {
        case .reference(let label, let location): faults(ofLabel: label, at: location)
        case .citation(let keys, let location): keys.flatMap { faults(ofKey: $0, among: keys, at: location) }
        case .link(let destination, _, _, let location):
            LinkCheck(book: book, chapter: chapter, names: names).faults(of: destination, at: location)
        case .image(let source, _, _, let location):
            ImageCheck(book: book, chapter: chapter).faults(of: source, at: location)
        default: []
        }
    }

    private func faults(ofLabel label: String, at location: SourceLocation) -> [Diagnostic] {
        guard book.references[label] == nil else { return [] }
        let help = names.labels.didYouMean(label) ?? "nothing has this label"
        return [unknown("@\(label)", at: location, help: help)]
    }

    private func unknown(_ reference: String, at location: SourceLocation, help: String) -> Diagnostic {
        Diagnostic(
            code: .unknownReference, at: location, endColumn: end(of: reference, at: location),
            "`\(reference)` refers to nothing", help: help)
    }

    private func end(of text: String, at location: SourceLocation) -> Int? { location.column.map { $0 + text.count } }

    private func faults(ofKey key: String, among keys: [String], at location: SourceLocation) -> [Diagnostic] {
        guard book.settings.bibliography[key] == nil else { return [] }
        let help = names.works.didYouMean(key)
        let marked = "[\(keys.map { "@\($0)" }.joined(separator: "; "))]"
        return [
            Diagnostic(
                code: .unknownWork, at: location, endColumn: end(of: marked, at: location),
                "`@\(key)` is no work of the bibliography",
                help: help ?? "add it under `bibliography:` in chapters/book.yml")
        ]
    }

    /// `fig_latent`
    private static func isLabelWithUnderscore(_ word: String) -> Bool {
        ReferenceLabel.prefixes.contains { word.hasPrefix("\($0.dropLast())_") }
    }

    /// A word after an `@` that is nearly a label, or a work that is cited without brackets.
    private func faults(of mention: TreeBuilder.Mention) -> [Diagnostic] {
        let (word, place) = (mention.word, mention.location)
        if book.settings.bibliography[word] != nil {
            return [
                Diagnostic(
                    code: .badCitation, at: place, endColumn: end(of: "@\(word)", at: place),
                    "`@\(word)` stands without brackets", help: "a work is cited as `[@\(word)]`")
            ]
        }
        let help = names.labels.didYouMean(word)
        guard help != nil || Self.isLabelWithUnderscore(word) else { return [] }
        return [unknown("@\(word)", at: place, help: help ?? "nothing has this label")]
    }
}
