import Digests
import Foundation

/// Folders that come to be in one step: filled under a name of their own, then renamed.
package struct FolderInMaking {
    package let folder: URL
    private static let prefix = ".making-"

    /// A new, empty folder inside `parent`.
    package init(in parent: URL) throws {
        folder = parent.appendingPathComponent(Self.prefix + UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Renames the folder, in place of one that stood there.
    func land(at place: URL) throws {
        guard rename(folder, inPlaceOf: place) else {
            let cause = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            throw CocoaError(
                .fileWriteUnknown, userInfo: [NSFilePathErrorKey: place.path, NSUnderlyingErrorKey: cause])
        }
    }

    package func discard() { try? FileManager.default.removeItem(at: folder) }

    /// Removes what builds have left behind that were killed.
    package static func removeLeftovers(in parent: URL) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        where name.hasPrefix(prefix) {
            try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
        }
    }
}

/// Keeps the most recently used entries of a folder.
func keepRecent(_ limit: Int, in folder: URL) {
    let files = FileManager.default
    let names = ((try? files.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
    let entries = names.map { folder.appendingPathComponent($0) }.map { ($0, modified($0)) }
    for (entry, _) in entries.sorted(by: { $0.1 > $1.1 }).dropFirst(limit) { try? files.removeItem(at: entry) }
}

/// When a file was last written or touched.
package func modified(_ file: URL) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return attributes?[.modificationDate] as? Date ?? .distantPast
}

/// Marks a file as used now.
package func touch(_ file: URL) {
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file.path)
}
