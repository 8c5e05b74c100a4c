import Foundation
import Manuscript
import Notebook
import Reading
import Running

/// The folder of the book that a command works on.
enum BookLocation {
    /// The current folder or the nearest one above it that holds `chapters/`.
    ///
    /// - Throws: ``Failure`` where there is none, and ``CacheError`` where its cache is somewhere else.
    static func find(from start: URL = currentFolder) throws -> URL {
        var folder = start
        while true {
            if isFolder(folder.appendingPathComponent("chapters")) {
                try BookCache(book: folder).checkLinks()
                return folder
            }
            if folder.path == "/" { break }
            folder.deleteLastPathComponent()
        }
        throw Failure(
            "aebook: error: there is no book here: neither \(start.path) nor a folder above it holds `chapters/`",
            "change into a book's folder, or make `chapters/01-first.md` to begin one")
    }

    static var currentFolder: URL { URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardizedFileURL }

    static func isFolder(_ place: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// A path as somebody in the current folder would write it.
    static func brief(_ place: URL) -> String {
        let path = place.standardizedFileURL.path
        let here = currentFolder.path + "/"
        return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
    }
}
