import Foundation
@preconcurrency import Glibc

/// What tells that a file or a folder has not been touched: any change of its content, or of a folder's entries, gives it
/// another time of change, which no program can set back.
struct FileStamp: Codable, Equatable {
    private let size: Int
    private let inode: UInt
    /// Nanoseconds since 1970 of the last change of the content, and of that or anything else.
    private let modified: Int
    private let changed: Int

    /// Nil where there is nothing.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        size = Int(status.st_size)
        inode = UInt(status.st_ino)
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    /// Whether the last change is surely older than that time, by more than the clock of a file system is late.
    func isOlder(than time: Int) -> Bool { max(modified, changed) < time - 50_000_000 }

    /// Nanoseconds since 1970.
    static var now: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }

    private static func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }
}

/// The stamps of files and folders by their paths.
struct FileStamps: Codable, Equatable {
    private(set) var all: [String: FileStamp?] = [:]

    /// - Parameters:
    ///   - files: of which some may be missing, and are expected to stay so.
    ///   - folders: with everything in them.
    init(files: [URL], folders: [URL]) {
        for file in files { all[file.path] = .some(FileStamp(of: file.path)) }
        for folder in folders { addFolder(folder) }
    }

    /// Whether everything is as it was. What has been added has changed its folder.
    var stand: Bool { all.allSatisfy { FileStamp(of: $0.key) == $0.value } }

    func areOlder(than time: Int) -> Bool { all.values.allSatisfy { $0?.isOlder(than: time) ?? true } }

    func joined(with other: FileStamps) -> FileStamps {
        var joined = self
        joined.all.merge(other.all) { $1 }
        return joined
    }

    private mutating func addFolder(_ folder: URL) {
        all[folder.path] = .some(FileStamp(of: folder.path))
        let names = FileManager.default.enumerator(atPath: folder.path)
        while let name = names?.nextObject() as? String {
            let path = "\(folder.path)/\(name)"
            all[path] = .some(FileStamp(of: path))
        }
    }
}
