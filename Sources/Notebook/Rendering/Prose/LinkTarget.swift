import Foundation

/// Where a link of the prose leads.
enum LinkTarget {
    /// What stands in `href`; nil where following it could run a script. A chapter's file becomes its page.
    static func address(of destination: String, in book: Book) -> String? {
        guard LinkAddress.isSafe(destination) else { return nil }
        guard LinkAddress.isLocal(destination) else { return destination }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts[0].split(separator: "/").last.map { String($0).removingPercentEncoding ?? String($0) } ?? ""
        guard let chapter = book.chapters.first(where: { "\($0.name).md" == file }) else { return destination }
        let page = LinkAddress.page(chapter.name)
        return parts.count > 1 ? "\(page)#\(parts[1])" : page
    }
}
