import Foundation
@preconcurrency import Glibc

/// Keeps two builds of one book from working in the same cache at the same time; the system lifts it when the process
/// ends, however it ends.
package final class BuildLock {
    private let descriptor: Int32

    /// - Parameter onWait: called once where another build holds the lock, before waiting for it.
    /// - Throws: a `CocoaError` where the cache folder cannot be written.
    package init(_ cache: BookCache, onWait: () -> Void) throws {
        try FileManager.default.createDirectory(at: cache.folder, withIntermediateDirectories: true)
        descriptor = open(cache.lock.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: cache.lock.path])
        }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            onWait()
            while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        }
    }

    deinit { close(descriptor) }
}
