import Foundation
import Manuscript

/// Where a link of the prose leads.
enum LinkTarget {
    /// What stands in `href`; nil where following it could run a script. A chapter's file becomes its page, and a file
    /// beside the chapter its copy in the output folder.
    ///
    /// - Parameter files: the copies, by the keys of the paths that the chapter names them with.
    static func address(of destination: String, in book: Book, files: [String: String]) -> String? {
        guard LinkAddress.isSafe(destination) else { return nil }
        guard LinkAddress.isLocal(destination) else { return destination }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = parts.count > 1 ? "#\(parts[1])" : ""
        if let copy = files[ChapterFile.key(String(parts[0]))] { return LinkAddress.file(copy) + fragment }
        let file = parts[0].split(separator: "/").last.map { String($0).removingPercentEncoding ?? String($0) } ?? ""
        guard let chapter = book.chapters.first(where: { "\($0.name).md" == file }) else { return destination }
        return LinkAddress.page(chapter.name) + fragment
    }
}
