import Foundation
@preconcurrency import Glibc

/// Where links of the file system lead.
enum SymbolicLinks {
    /// The places that a link leads to, one after the other; none for anything else.
    static func targets(of place: URL) -> [URL] {
        var (targets, next) = ([URL](), place)
        // As many as the system follows itself.
        while targets.count < 40, let path = try? FileManager.default.destinationOfSymbolicLink(atPath: next.path) {
            next = URL(fileURLWithPath: path, relativeTo: next.deletingLastPathComponent()).standardizedFileURL
            targets.append(next)
        }
        return targets
    }

    /// The places that the links in a folder lead to.
    static func targets(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.flatMap { targets(of: folder.appendingPathComponent($0)) }
    }

    static func isLink(_ place: URL) -> Bool { type(of: place, lstat) == S_IFLNK }

    /// Whether a folder stands there, or a link to one.
    static func isFolder(_ place: URL) -> Bool { type(of: place, stat) == S_IFDIR }

    private static func type(
        of place: URL, _ read: (UnsafePointer<CChar>, UnsafeMutablePointer<stat>) -> Int32
    ) -> mode_t? {
        var found = stat()
        return place.path.withCString { read($0, &found) } == 0 ? found.st_mode & S_IFMT : nil
    }
}
