import Digests
import Foundation
@preconcurrency import Glibc

/// Digests of files, remembered by path, size, time and inode, so that an unchanged file is not read again.
struct FileDigests {
    /// What tells that a file is the same as before.
    struct Stamp: Codable, Equatable {
        let size: Int
        let seconds: Int
        let nanoseconds: Int
        let inode: UInt

        init?(of file: URL) {
            var status = stat()
            guard stat(file.path, &status) == 0 else { return nil }
            size = Int(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
            inode = UInt(status.st_ino)
        }
    }

    private struct Entry: Codable {
        let stamp: Stamp
        let digest: String
    }

    private let memory: URL
    private var entries: [String: Entry]
    private var isChanged = false

    /// - Parameter memory: the file that holds what was known before; anything but such a file counts as empty.
    init(memory: URL) {
        self.memory = memory
        let data = Sealed.read(memory)
        entries = data.flatMap { try? JSONDecoder().decode([String: Entry].self, from: $0) } ?? [:]
    }

    /// The SHA-256 of a file's bytes; nil where it cannot be read.
    mutating func digest(of file: URL) -> String? {
        guard let stamp = Stamp(of: file) else { return nil }
        if let entry = entries[file.path], entry.stamp == stamp { return entry.digest }
        guard let data = try? Data(contentsOf: file, options: .alwaysMapped) else { return nil }
        let digest = SHA256.hexadecimal(of: data)
        entries[file.path] = Entry(stamp: stamp, digest: digest)
        isChanged = true
        return digest
    }

    /// One digest for several files: their names and bytes, independent of the folder in which they lie.
    mutating func digest(of files: [URL]) -> String? {
        var all = SHA256()
        for file in files.sorted(by: { $0.path < $1.path }) {
            guard let digest = digest(of: file) else { return nil }
            all.update(field: file.deletingLastPathComponent().lastPathComponent + "/" + file.lastPathComponent)
            all.update(field: digest)
        }
        return all.hexadecimal()
    }

    /// Writes down what is known now. Not being able to costs time only, so it is no error.
    func remember() {
        guard isChanged, let data = try? JSONEncoder().encode(entries) else { return }
        try? FileManager.default.createDirectory(
            at: memory.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Sealed.write(data, to: memory)
    }
}
