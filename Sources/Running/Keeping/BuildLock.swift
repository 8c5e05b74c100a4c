import Foundation
@preconcurrency import Glibc
import Manuscript

/// Keeps two builds of one book from working in the same cache at the same time; the system lifts it when the process
/// ends, however it ends.
package final class BuildLock {
    private let descriptor: Int32

    /// - Parameter onWait: called once where another build holds the lock, before waiting for it.
    /// - Throws: a `CocoaError` where the cache folder cannot be written, and ``CacheError`` where it is not in the
    ///   book's own folder.
    package init(_ cache: BookCache, onWait: () -> Void) throws {
        var hasWaited = false
        while true {
            let held = try Self.open(cache)
            if flock(held, LOCK_EX | LOCK_NB) != 0 {
                if !hasWaited { onWait() }
                hasWaited = true
                while flock(held, LOCK_EX) != 0, errno == EINTR {}
            }
            if Self.isStill(held, at: cache.lock) {
                descriptor = held
                return
            }
            // The cache was removed while we waited.
            close(held)
        }
    }

    private static func open(_ cache: BookCache) throws -> Int32 {
        try cache.checkLinks()
        try FileManager.default.createDirectory(at: cache.folder, withIntermediateDirectories: true)
        let descriptor = Glibc.open(cache.lock.path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else {
            throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: cache.lock.path])
        }
        return descriptor
    }

    private static func isStill(_ descriptor: Int32, at file: URL) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(file.path, &named) == 0 && held.st_ino == named.st_ino
    }

    deinit { close(descriptor) }
}
