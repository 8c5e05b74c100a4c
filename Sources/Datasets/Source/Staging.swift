import Digests
import Foundation

/// Makes folders beside their place and renames them, so that nobody ever sees a half-filled one.
enum Staging {
    /// Fills a new folder; where one of that name stands already, the new files take the place of those in it.
    static func make(_ folder: URL, fill: (URL) throws -> Void) throws {
        let beside = folder.deletingLastPathComponent().appendingPathComponent(
            ".\(folder.lastPathComponent)-\(UUID().uuidString)")
        try create(beside)
        defer { try? FileManager.default.removeItem(at: beside) }
        try fill(beside)
        if rename(beside.path, folder.path) == 0 { return }
        for file in try FileManager.default.contentsOfDirectory(atPath: beside.path) {
            try move(beside.appendingPathComponent(file), to: folder.appendingPathComponent(file))
        }
    }

    /// Removes what earlier code, or a build that was killed, left beside a folder a week ago or longer.
    static func sweep(beside folder: URL, startingWith prefix: String, now: Date = Date()) {
        let parent = folder.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for name in names where name != folder.lastPathComponent && name.drop(while: { $0 == "." }).hasPrefix(prefix) {
            let other = parent.appendingPathComponent(name)
            let date = try? FileManager.default.attributesOfItem(atPath: other.path)[.modificationDate] as? Date
            if let date, now.timeIntervalSince(date) > 7 * 86_400 { try? FileManager.default.removeItem(at: other) }
        }
    }

    static func create(_ folder: URL) throws(DatasetError) {
        try writing(folder) { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    }

    /// Turns whatever goes wrong while writing into an error that names the place.
    static func writing(_ place: URL, _ work: () throws -> Void) throws(DatasetError) {
        do { try work() } catch {
            throw DatasetError(.unwritable(reason: ErrorText.reason(of: error)), in: place)
        }
    }

    private static func move(_ file: URL, to place: URL) throws(DatasetError) {
        guard rename(file.path, place.path) == 0 else {
            throw DatasetError(.unwritable(reason: String(cString: strerror(errno))), in: place)
        }
    }
}
