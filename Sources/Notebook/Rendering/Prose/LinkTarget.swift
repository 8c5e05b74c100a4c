import Foundation

/// Where a link of the prose leads.
struct LinkTarget: Equatable {
    /// What stands in `href`; nil where following it could run a script.
    let address: String?
    /// The `….md` that the link names although the book has no such chapter.
    let missingChapter: String?

    init(_ destination: String, in book: Book) {
        guard LinkAddress.isSafe(destination) else { (address, missingChapter) = (nil, nil); return }
        guard LinkAddress.isLocal(destination) else { (address, missingChapter) = (destination, nil); return }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let file = parts[0].split(separator: "/").last.map(String.init) ?? ""
        guard file.hasSuffix(".md") else { (address, missingChapter) = (destination, nil); return }
        let name = String(file.dropLast(3)).removingPercentEncoding ?? file
        if book.chapters.contains(where: { $0.name == name }) {
            let page = LinkAddress.page(name)
            (address, missingChapter) = (parts.count > 1 ? "\(page)#\(parts[1])" : page, nil)
        } else {
            // A document beside the book, such as a README, is a link like any other.
            let isInChapters = !parts[0].contains("/") || parts[0] == "./\(file)"
            (address, missingChapter) = (destination, isInChapters ? file : nil)
        }
    }
}
