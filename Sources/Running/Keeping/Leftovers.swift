import Foundation
@preconcurrency import Glibc

/// What processes have left in the cache that were killed while they wrote a file: Foundation writes into a file of its
/// own beside, named after the process, and renames that.
package enum Leftovers {
    private static let mark = ".dat.nosync"

    /// Removes those of processes that are gone, in a folder and in those below it; links are not followed.
    package static func remove(in folder: URL, depth: Int = 2) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
            let place = folder.appendingPathComponent(name)
            if name.hasPrefix(mark) {
                if !isInUse(name) { unlink(place.path) }
            } else if depth > 0, isFolder(place) {
                remove(in: place, depth: depth - 1)
            }
        }
    }

    /// `.dat.nosync1A2B.Xy12z`: the process in hexadecimal.
    private static func isInUse(_ name: String) -> Bool {
        pid_t(name.dropFirst(mark.count).prefix { $0 != "." }, radix: 16).map(isRunning) ?? false
    }

    private static func isFolder(_ place: URL) -> Bool {
        var status = stat()
        return lstat(place.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

/// Whether there is a process with this number.
package func isRunning(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno == EPERM }
