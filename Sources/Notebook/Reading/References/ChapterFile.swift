import Foundation

/// A file that a chapter's Markdown names, as an image or in a link, as seen from the chapter's folder.
struct ChapterFile {
    enum State: Equatable {
        case file
        case folder
        case unreadable
        /// `near` is the name in the same folder that was probably meant.
        case missing(near: String?)
    }

    let place: URL
    /// Where it comes to lie in a folder of the output: without steps up, so that it stays inside.
    let outputPath: String

    /// `path` may be percent-encoded, as in an address.
    init(_ path: String, of chapter: Chapter, in book: Book) {
        let decoded = path.removingPercentEncoding ?? path
        place = book.folder.appendingPathComponent(chapter.file).deletingLastPathComponent()
            .appendingPathComponent(decoded)
        outputPath = decoded.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: "/")
    }

    var state: State {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: place.path, isDirectory: &isFolder) else {
            let others = try? files.contentsOfDirectory(atPath: place.deletingLastPathComponent().path)
            return .missing(near: suggestion(for: place.lastPathComponent, among: others ?? []))
        }
        if isFolder.boolValue { return .folder }
        return files.isReadableFile(atPath: place.path) ? .file : .unreadable
    }

    var content: Data? { try? Data(contentsOf: place) }
}
