@preconcurrency import Glibc

/// What tells that a file has not been touched: any change of its content gives it another time of change, which no
/// program can set back.
package struct FileStamp: Codable, Equatable {
    package let size: Int
    private let inode: UInt
    /// Nanoseconds since 1970 of the last change of the content, and of that or anything else.
    package let modified: Int
    private let changed: Int

    /// Nil where there is nothing.
    package init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        size = Int(status.st_size)
        inode = UInt(status.st_ino)
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    /// Whether the last change is surely older than that time, by more than the clock of a file system is late.
    package func isOlder(than time: Int) -> Bool { max(modified, changed) < time - 20_000_000 }

    /// Nanoseconds since 1970.
    package static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }

    private static func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }
}
