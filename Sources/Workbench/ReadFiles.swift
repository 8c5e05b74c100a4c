import CFileWatch
import Foundation
import Synchronization

/// The files that the chapter's own code reads.
///
/// Not among them are what every key holds already (the data), what aebook keeps for itself, what the chapter has written
/// before, and the system's own files, such as the fonts.
final class ReadFiles: Sendable {
    private let book: URL
    private let ignored: [String]
    private let state = Mutex(State())

    private struct State {
        var written: Set<String> = []
        var seen: Set<String> = []
        var files: [FileRead] = []
    }

    init(_ request: RunRequest) {
        book = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? "/root"
        let caches = [environment["XDG_CACHE_HOME"], environment["XDG_CONFIG_HOME"]].compactMap { $0 }
        ignored =
            [request.dataFolder, book.appendingPathComponent(".aebook").path]
            + [request.storeFolder, request.figureFolder].map { URL(fileURLWithPath: $0).standardizedFileURL.path }
            + ["/proc", "/sys", "/dev", "/usr", "/lib", "/lib64", "/etc", "/var", "/run"]
            + ["/.fonts", "/.fonts.conf", "/.fontconfig", "/.fonts.conf.d", "/.local/share/fonts"].map { home + $0 }
            + ([home + "/.cache", home + "/.config"] + caches).map { $0 + "/fontconfig" }
    }

    func begin() { begin_file_watch() }

    /// What was read since the last call and was not told before.
    func new() -> [FileRead] {
        // To look at these files is no use of them.
        leave_out_of_file_watch(true)
        defer { leave_out_of_file_watch(false) }
        return state.withLock { state in
            var event = file_event()
            var new: [FileRead] = []
            while take_file_event(&event) {
                let path = absolute(String(cString: event.path))
                free(event.path)
                switch event.use {
                case file_written: state.written.insert(path)
                case file_listed: new += note(path, isListing: true, &state).map { [$0] } ?? []
                default: new += note(path, isListing: false, &state).map { [$0] } ?? []
                }
            }
            state.files += new
            return new
        }
    }

    /// All that was read so far.
    var all: [FileRead] { state.withLock(\.files) }

    private func note(_ path: String, isListing: Bool, _ state: inout State) -> FileRead? {
        guard !state.written.contains(path), !isIgnored(path), isListing || !isFolder(path),
            state.seen.insert(isListing ? path + "/" : path).inserted
        else { return nil }
        let inside = book.path + "/"
        return FileRead(
            path.hasPrefix(inside) ? String(path.dropFirst(inside.count)) : path, isListing: isListing, in: book)
    }

    private func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path, relativeTo: book).standardizedFileURL.path
    }

    private func isIgnored(_ path: String) -> Bool {
        ignored.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
