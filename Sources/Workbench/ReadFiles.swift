import CFileWatch
import Foundation
import Synchronization

/// The files that the chapter's own code reads.
///
/// Not among them are what every key holds already (the data), what aebook keeps for itself, what the chapter has written
/// before, and the system's libraries and fonts.
final class ReadFiles: Sendable {
    private let book: URL
    private let dataFolder: String
    /// Folders of ours, and the fonts'.
    private let own: [String]
    /// Folders that count only if the book is inside of one.
    private static let system = ["/proc", "/sys", "/dev", "/run", "/usr/lib", "/lib", "/lib64"]
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
        dataFolder = URL(fileURLWithPath: request.dataFolder).standardizedFileURL.path
        own =
            [book.appendingPathComponent(".aebook").path]
            + [request.storeFolder, request.figureFolder].map { URL(fileURLWithPath: $0).standardizedFileURL.path }
            + ["/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig"]
            + ["/.fonts", "/.fonts.conf", "/.fontconfig", "/.fonts.conf.d", "/.local/share/fonts"].map { home + $0 }
            + (["/var/cache", home + "/.cache", home + "/.config"] + caches).map { $0 + "/fontconfig" }
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
                if event.use == file_written {
                    state.written.insert(path)
                } else if let file = note(path, isListing: event.use == file_listed, &state) {
                    new.append(file)
                }
            }
            state.files += new
            return new
        }
    }

    /// All that was read so far.
    var all: [FileRead] { state.withLock(\.files) }

    private func note(_ path: String, isListing: Bool, _ state: inout State) -> FileRead? {
        guard !state.written.contains(path), !isIgnored(path, isListing),
            state.seen.insert(isListing ? path + "/" : path).inserted
        else { return nil }
        return FileRead(
            isInside(book.path, path) ? String(path.dropFirst(book.path.count + 1)) : path, isListing: isListing,
            in: book)
    }

    private func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path, relativeTo: book).standardizedFileURL.path
    }

    private func isIgnored(_ path: String, _ isListing: Bool) -> Bool {
        let isData = path == dataFolder || isDataFile(path)
        // On the way to a folder, those around it are looked for.
        let isAround = !isListing && (path == book.path || own.contains { isInside(path, $0) })
        return isData || isAround || own.contains { path == $0 || isInside($0, path) }
            || !isInside(book.path, path) && Self.system.contains { path == $0 || isInside($0, path) }
    }

    /// One of the four files of the data set, compressed or not, whose numbers are in every key.
    private func isDataFile(_ path: String) -> Bool {
        guard path.hasPrefix(dataFolder + "/") else { return false }
        let name = path.dropFirst(dataFolder.count + 1).replacing(".idx", with: "-idx")
        return ["train", "t10k"].contains { set in
            ["images-idx3", "labels-idx1"].contains { name == "\(set)-\($0)-ubyte" || name == "\(set)-\($0)-ubyte.gz" }
        }
    }

    private func isInside(_ folder: String, _ path: String) -> Bool {
        path.hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
