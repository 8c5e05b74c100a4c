import Manuscript

/// An address in the raw HTML of a chapter.
package struct RawAddress: Hashable {
    package let address: String
    /// Whether it is a `src`, not an `href`.
    let isPicture: Bool
    package let location: SourceLocation
}

/// Looks whether an address in raw HTML leads somewhere. It stands on the page as it is written: no file is copied for
/// it, and no chapter's name is turned into that of its page.
struct RawAddressCheck {
    let book: Book
    let names: BookNames

    func faults(of raw: RawAddress) -> [Diagnostic] {
        let (address, place) = (raw.address, raw.location)
        guard let chapter = book.chapters.first(where: { $0.file == place.file }) else { return [] }
        let faults =
            raw.isPicture
            ? ImageCheck(book: book, chapter: chapter).faults(of: address, at: place)
            : LinkCheck(book: book, chapter: chapter, names: names).faults(of: address, at: place)
        guard faults.isEmpty, LinkAddress.isLocal(address) else { return faults }
        let path = String(address.prefix { $0 != "#" })
        guard !path.isEmpty, !Book.otherFiles.contains(path) else { return [] }
        let end = place.column.map { $0 + address.count }
        return fault(of: path, isPicture: raw.isPicture, at: place).map { [$0.with(endColumn: .some(end))] } ?? []
    }

    private func fault(of path: String, isPicture: Bool, at place: SourceLocation) -> Diagnostic? {
        guard let target = book.chapter(at: path) else {
            let help = isPicture ? "write `![…](\(path))`" : "write `[…](\(path))`"
            return Diagnostic(
                .warning, code: isPicture ? .missingImage : .brokenLink, at: place,
                "the file `\(path)` is not copied to the pages for an address in HTML", help: help)
        }
        guard path.hasSuffix(".md") else { return nil }
        return Diagnostic(
            code: .brokenLink, at: place, "in HTML `\(path)` leads to no page",
            help: "write `\(target.name).html`, or a link as `[…](\(path))`")
    }
}
