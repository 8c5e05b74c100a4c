import Foundation
@preconcurrency import Glibc

/// A folder for files that nobody needs afterward, outside of the book. It goes with the value; where the process is
/// killed before, the next one removes it.
package final class WorkFolder {
    package let folder: URL

    /// - Parameter purpose: what its name says it is for.
    package init(for purpose: String) throws {
        let parent = FileManager.default.temporaryDirectory
        let prefix = "aebook-\(purpose)-"
        Self.removeLeftovers(in: parent, prefix)
        folder = parent.appendingPathComponent("\(prefix)\(getpid())-\(UUID().uuidString.prefix(8))")
        // For nobody else's eyes, and never one that stands there already.
        guard mkdir(folder.path, 0o700) == 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: folder.path])
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func removeLeftovers(in parent: URL, _ prefix: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        where name.hasPrefix(prefix) {
            let process = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" })
            if let process, !isRunning(process) {
                try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
            }
        }
    }
}
