import Foundation

/// An exclusive lock between processes and threads. The system releases it when its holder dies.
struct FileLock {
    private let file: URL
    private let descriptor: Int32

    /// Waits until the lock is free.
    ///
    /// - Parameter onWait: hears `true` where another holds the lock, and `false` when the waiting is over.
    init(_ file: URL, onWait: (Bool) -> Void = { _ in }) throws {
        self.file = file
        while true {
            let descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                throw TrainingError.unwritable(folder: file.deletingLastPathComponent().path, reason: reason)
            }
            if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                onWait(true)
                while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
                onWait(false)
            }
            if Self.isStill(descriptor, at: file) {
                self.descriptor = descriptor
                return
            }
            // The last holder removed the file while we waited for it.
            close(descriptor)
        }
    }

    func release() {
        unlink(file.path)
        close(descriptor)
    }

    private static func isStill(_ descriptor: Int32, at file: URL) -> Bool {
        var (held, named) = (stat(), stat())
        return fstat(descriptor, &held) == 0 && stat(file.path, &named) == 0 && held.st_ino == named.st_ino
    }
}
