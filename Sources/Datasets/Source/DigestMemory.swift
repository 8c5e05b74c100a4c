import Digests
import Foundation

/// What is known of a folder's data without reading them.
struct DataSummary: Codable, Equatable {
    let name: String
    let digest: String
    let trainingCount: Int
    let testCount: Int
    let height: Int
    let width: Int

    init(_ dataset: Dataset) {
        name = dataset.name
        digest = dataset.digest
        trainingCount = dataset.training.count
        testCount = dataset.test.count
        height = dataset.training.height
        width = dataset.training.width
    }
}

/// What the file system says of a data set's files: if any of it differs, a file may have changed.
struct Fingerprint: Codable, Equatable {
    private struct Stamp: Codable, Equatable {
        let path: String
        let device: UInt64
        let inode: UInt64
        let size: Int64
        /// Seconds and nanoseconds of the last change to the contents, and to anything of the file.
        let times: [Int]
    }

    /// The code that read the files: it decides on their name and digest.
    private let revision: String
    private let stamps: [Stamp?]

    init(of folder: DatasetFolder, revision: String) {
        self.revision = revision
        stamps = (folder.files + [DrawnDigits.markFile(in: folder.folder)]).map(Self.stamp)
    }

    private static func stamp(_ file: URL) -> Stamp? {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return nil }
        let (written, changed) = (status.st_mtim, status.st_ctim)
        return Stamp(
            path: file.path, device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
            times: [written.tv_sec, written.tv_nsec, changed.tv_sec, changed.tv_nsec])
    }
}

/// Remembers what folders of data hold, in a small file for each, so that a build with nothing changed reads no images.
struct DigestMemory {
    private struct Entry: Codable {
        let fingerprint: Fingerprint
        let summary: DataSummary
    }

    /// Where the small files lie.
    let folder: URL

    /// What a folder of data holds: remembered while its files are untouched, read otherwise.
    func summary(of data: URL, revision: String) throws(DatasetError) -> DataSummary {
        let files = try DatasetFolder(data)
        let (place, before) = (file(for: data), Fingerprint(of: files, revision: revision))
        if let entry = recall(place), entry.fingerprint == before { return entry.summary }
        let summary = DataSummary(try Dataset(folder: data))
        if Fingerprint(of: files, revision: revision) == before {
            remember(Entry(fingerprint: before, summary: summary), in: place)
        }
        return summary
    }

    private func file(for data: URL) -> URL {
        folder.appendingPathComponent(SHA256.hexadecimal(of: Array(data.path.utf8)).prefix(16) + ".json")
    }

    private func recall(_ file: URL) -> Entry? {
        guard let data = try? Data(contentsOf: file) else { return nil }
        return try? JSONDecoder().decode(Entry.self, from: data)
    }

    /// What cannot be remembered is read again next time.
    private func remember(_ entry: Entry, in file: URL) {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? JSONEncoder().encode(entry).write(to: file, options: .atomic)
    }
}
