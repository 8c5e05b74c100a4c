import Foundation
@preconcurrency import Glibc
import Synchronization

/// Tells when files change, by whatever way an editor writes them: in place, or beside and renamed.
public final class FileWatch: Sendable {
    /// What is watched in a folder.
    private struct Interest {
        let folder: URL
        /// Nil for all its files.
        var names: Set<String>?
    }

    private let descriptor: Int32
    /// A pipe: written to in order to wake the one who waits.
    private let wake: (reading: Int32, writing: Int32)
    private let interests = Mutex<[Int32: Interest]>([:])

    private static let events = UInt32(
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)

    /// - Throws: ``ServingError``.
    public init() throws {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        var ends: [Int32] = [-1, -1]
        guard descriptor >= 0, pipe(&ends) == 0 else {
            throw ServingError.cannotWatch("the book", reason: String(cString: strerror(errno)))
        }
        for one in ends {
            _ = fcntl(one, F_SETFD, FD_CLOEXEC)
            _ = fcntl(one, F_SETFL, O_NONBLOCK)
        }
        wake = (ends[0], ends[1])
    }

    deinit { for one in [descriptor, wake.reading, wake.writing] { close(one) } }

    /// Watches all files of a folder and of the folders in it, except those below `excluded`.
    ///
    /// - Throws: ``ServingError`` where the system refuses.
    public func watch(_ folder: URL, except excluded: URL) throws {
        for one in Self.folders(in: folder) where !one.isInside(excluded) {
            try add(Interest(folder: one, names: nil))
            for linked in SymbolicLinks.targets(in: one) where !linked.isInside(excluded) {
                try watch(linked: linked)
            }
        }
    }

    /// A link in a folder is as good as what it leads to, except that a folder's own links are followed no further.
    private func watch(linked place: URL) throws {
        guard SymbolicLinks.isFolder(place) else { return try watch(files: [place]) }
        for one in Self.folders(in: place) { try add(Interest(folder: one, names: nil)) }
    }

    /// Watches single files, in the folders that hold them now, and those that they are links to.
    public func watch(files: [URL]) throws {
        let all = files + files.flatMap { SymbolicLinks.targets(of: $0) }
        for (folder, files) in Dictionary(grouping: all, by: { $0.deletingLastPathComponent() })
        where FileManager.default.fileExists(atPath: folder.path) {
            try add(Interest(folder: folder, names: Set(files.map(\.lastPathComponent))))
        }
    }

    /// Waits until something has changed and nothing more does for a moment.
    ///
    /// - Returns: the files that changed; none after ``interrupt()``.
    public func next() -> [URL] {
        var changed: [URL] = []
        while let more = wait(milliseconds: changed.isEmpty ? -1 : Self.quietMilliseconds) {
            changed += more.filter { !changed.contains($0) }
        }
        return changed
    }

    /// Makes ``next()`` return, now or when it is called.
    public func interrupt() {
        var byte: UInt8 = 1
        _ = write(wake.writing, &byte, 1)
    }

    private static let quietMilliseconds: Int32 = 60

    /// - Returns: nil when woken, and where nothing came in time.
    private func wait(milliseconds: Int32) -> [URL]? {
        var streams = [descriptor, wake.reading].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var ready: Int32 = -1
        repeat { ready = poll(&streams, 2, milliseconds) } while ready < 0 && errno == EINTR
        guard ready > 0 else { return nil }
        guard streams[1].revents == 0 else {
            var byte: UInt8 = 0
            while read(wake.reading, &byte, 1) == 1 {}
            return nil
        }
        return readEvents()
    }

    private func readEvents() -> [URL] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &buffer, buffer.count)
        var changed: [URL] = []
        var start = 0
        let head = MemoryLayout<inotify_event>.size
        while start + head <= count {
            let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: inotify_event.self) }
            let end = start + head + Int(event.len)
            let name = String(decoding: buffer[(start + head)..<end].prefix { $0 != 0 }, as: UTF8.self)
            if let file = take(event, name: name), !changed.contains(file) { changed.append(file) }
            start = end
        }
        return changed
    }

    /// The file that an event is about, where anybody wants to hear of it.
    private func take(_ event: inotify_event, name: String) -> URL? {
        if event.mask & UInt32(IN_IGNORED) != 0 {
            interests.withLock { _ = $0.removeValue(forKey: event.wd) }
            return nil
        }
        guard let interest = interests.withLock({ $0[event.wd] }) else { return nil }
        if name.isEmpty { return interest.folder }
        guard interest.names?.contains(name) ?? !Self.isPassing(name) else { return nil }
        let file = interest.folder.appendingPathComponent(name)
        // A file that has only been made is empty; it is told when it has been written. A link is whole at once.
        let isMade = event.mask & UInt32(IN_CREATE) != 0 && !SymbolicLinks.isLink(file)
        guard event.mask & UInt32(IN_ISDIR) != 0 else { return isMade ? nil : file }
        if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0, interest.names == nil {
            for one in Self.folders(in: file) { try? add(Interest(folder: one, names: nil)) }
        }
        return file
    }

    private func add(_ interest: Interest) throws {
        let watch = inotify_add_watch(descriptor, interest.folder.path, Self.events)
        guard watch >= 0 else {
            // What may not be read does not get onto a page either.
            if errno == EACCES { return }
            throw ServingError.cannotWatch(interest.folder.path, reason: String(cString: strerror(errno)))
        }
        interests.withLock { interests in
            guard let former = interests[watch], let names = former.names else {
                if interests[watch] == nil { interests[watch] = interest }
                return
            }
            interests[watch]?.names = interest.names.map(names.union)
        }
    }

    /// What editors leave beside a file for a while: `.name.swp`, `name~`, `#name#`, and the `4913` with which Vim
    /// tries whether it may write.
    private static func isPassing(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasSuffix("~") || name.hasPrefix("#") || name == "4913"
    }

    private static func folders(in folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: [.isDirectoryKey], options: [.skipsHiddenFiles])
        let below = (found?.allObjects as? [URL] ?? []).filter {
            (try? $0.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
        }
        return [folder] + below
    }
}

extension URL {
    fileprivate func isInside(_ folder: URL) -> Bool {
        (standardizedFileURL.path + "/").hasPrefix(folder.standardizedFileURL.path + "/")
    }
}
