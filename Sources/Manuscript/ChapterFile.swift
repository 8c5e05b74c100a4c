import Digests
import Foundation

/// A file that a chapter's Markdown names, as an image or in a link, as seen from the chapter's folder.
package struct ChapterFile {
    package enum Kind: Equatable {
        case file
        case folder
        case unreadable
        /// Outside of the book's folder and of those that its settings name.
        case outside
        /// `near` is the name in the same folder that was probably meant.
        case missing(near: String?)
    }

    /// Where it really lies; nil where it is outside.
    package let place: URL?
    /// Where it lies by its name, links and all.
    package let named: URL
    /// Where it comes to lie in a folder of the output: without steps up, so that it stays inside. Two files may want
    /// one such place: see ``OutputPlaces``.
    package let outputPath: String

    /// What an address is looked up by: two that differ in how an accent is written are two, as their files are.
    package static func key(_ address: String) -> String {
        guard !address.utf8.allSatisfy({ $0 < 0x80 }) else { return address }
        return address.utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "%" + String($0, radix: 16) }.joined()
    }

    /// `path` may be percent-encoded, as in an address.
    package init(_ path: String, of chapter: Chapter, in book: Book) {
        let decoded = path.removingPercentEncoding ?? path
        let folder = chapter.file.split(separator: "/").dropLast().joined(separator: "/")
        place = try? book.gate.place(of: decoded, from: folder)
        named = book.folder.appendingPathComponent(folder).appendingPathComponent(decoded)
        let names = decoded.unicodeScalars.split(separator: "/").map { String($0) }
        outputPath = names.filter { $0 != "." && $0 != ".." }.joined(separator: "/")
    }

    package var kind: Kind {
        guard let place else { return .outside }
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: place.path, isDirectory: &isFolder) else {
            let others = try? files.contentsOfDirectory(atPath: place.deletingLastPathComponent().path)
            return .missing(near: suggestion(for: place.lastPathComponent, among: others ?? []))
        }
        if isFolder.boolValue { return .folder }
        return RegularFile.isOne(place.path) && files.isReadableFile(atPath: place.path) ? .file : .unreadable
    }

    package var content: Data? { place.flatMap { try? RegularFile.content(of: $0) } }
}
