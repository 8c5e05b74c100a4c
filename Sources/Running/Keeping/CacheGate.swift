import Digests
import Foundation
@preconcurrency import Glibc
import Manuscript

extension BookCache {
    /// Refuses a cache that is not in the book's own folder: we make no links in it, and what is behind one is somebody
    /// else's. Only the folders count whose entries are removed by their names.
    ///
    /// - Throws: ``CacheError``.
    package func checkLinks() throws(CacheError) {
        guard !Self.isLink(folder) else { throw CacheError(link: folder) }
        for name in Self.names(in: folder) {
            let place = folder.appendingPathComponent(name)
            guard !Self.isLink(place) else { throw CacheError(link: place) }
            for inner in Self.names(in: place) {
                let place = place.appendingPathComponent(inner)
                guard !Self.isLink(place) else { throw CacheError(link: place) }
            }
        }
    }

    /// The place of an entry whose name stood in a file; nil where that is no name.
    package static func entry(_ name: String, in folder: URL) -> URL? {
        name.utf8.contains(UInt8(ascii: "/")) ? nil : try? FolderGate(folder).entry(name)
    }

    private static func names(in folder: URL) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    private static func isLink(_ place: URL) -> Bool {
        var status = stat()
        return lstat(place.path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}

/// The cache is not where it belongs.
public struct CacheError: Error, Equatable, CustomStringConvertible {
    public let link: URL

    public var description: String {
        "\(link.path) is a link, and aebook neither writes nor removes what lies behind one; "
            + "remove the link, and what it led to stays as it is"
    }
}
