import Foundation
@preconcurrency import Glibc

/// The file into which a program's runtime writes a backtrace, under a path that holds whatever the book's folder is
/// called: the runtime takes its settings apart at commas, and would write elsewhere.
final class BacktraceFile {
    private let place: URL
    private let descriptor: Int32

    /// A new file in a folder.
    init(in folder: URL) throws {
        place = folder.appendingPathComponent("backtrace.txt")
        unlink(place.path)
        descriptor = open(place.path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: place.path])
        }
    }

    /// As another process of the same user finds it, as long as this is held.
    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    /// What was written; empty where nothing was.
    var text: String { (try? String(contentsOf: place, encoding: .utf8)) ?? "" }

    deinit { close(descriptor) }
}
