import Digests
import Foundation

/// Digests of files, remembered by path and stamp, so that an unchanged file is not read again.
struct FileDigests {
    private struct Entry: Codable {
        let stamp: FileStamp
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
        guard let stamp = FileStamp(of: file.path) else { return nil }
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
