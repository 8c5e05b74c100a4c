import Digests
import Foundation

/// The folder `.aebook` in the book's folder: everything that can be computed again.
public struct BookCache: Sendable {
    public let folder: URL

    /// The book's folder.
    var book: URL { folder.deletingLastPathComponent() }

    public init(book folder: URL) { self.folder = folder.appendingPathComponent(".aebook", isDirectory: true) }

    /// Finished trainings.
    public var store: URL { folder.appendingPathComponent("trainings", isDirectory: true) }
    /// The folder of a finished training, that of the epochs that were kept of it, and the state of one under way, by the digest of its key.
    func training(_ key: String) -> URL { store.appendingPathComponent(key, isDirectory: true) }
    func epochs(_ key: String) -> URL { store.appendingPathComponent("\(key).epochs", isDirectory: true) }
    func checkpoint(_ key: String) -> URL { store.appendingPathComponent("\(key).checkpoint") }
    /// What the compiler keeps of the C modules. It refuses what it has made under another path, as in a book that was
    /// moved or copied.
    var clangModules: URL {
        folder.appendingPathComponent("modules/\(SHA256.hexadecimal(of: Data(folder.path.utf8)))", isDirectory: true)
    }
    /// Digests of files that were read before.
    public var digests: URL { folder.appendingPathComponent("digests.sealed") }
    /// What the parser told of code that was read before.
    var code: URL { folder.appendingPathComponent("code.sealed") }
    /// Formulas that were rendered before.
    var formulas: URL { folder.appendingPathComponent("formulas.sealed") }
    /// The same, where there is a cache already: looking at a book leaves nothing behind.
    public var existingFormulas: URL? { FileManager.default.fileExists(atPath: folder.path) ? formulas : nil }
    /// What the last build found, and when everything was touched that it read or wrote.
    var lastBuild: URL { folder.appendingPathComponent("last-build.sealed") }
    /// Held while a build is under way.
    var lock: URL { folder.appendingPathComponent("lock") }

    /// What a run refers to is used whenever the run is.
    func touchTrainings(of run: ChapterRun) {
        for training in run.trainings where Self.entry(training.key, in: store) != nil {
            touch(self.training(training.key))
            touch(epochs(training.key))
        }
    }

    func programs(of chapter: String) -> URL { folder.appendingPathComponent("programs/\(chapter)", isDirectory: true) }
    func runs(of chapter: String) -> URL { folder.appendingPathComponent("runs/\(chapter)", isDirectory: true) }
}

/// Folders that come to be in one step: filled under a name of their own, then renamed.
package struct FolderInMaking {
    package let folder: URL
    private static let prefix = ".making-"

    /// A new, empty folder inside `parent`.
    init(in parent: URL) throws {
        folder = parent.appendingPathComponent(Self.prefix + UUID().uuidString, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Renames the folder, in place of one that stood there.
    func land(at place: URL) throws {
        guard rename(folder, inPlaceOf: place) else {
            let cause = POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            throw CocoaError(
                .fileWriteUnknown, userInfo: [NSFilePathErrorKey: place.path, NSUnderlyingErrorKey: cause])
        }
    }

    func discard() { try? FileManager.default.removeItem(at: folder) }

    /// Removes what builds have left behind that were killed.
    static func removeLeftovers(in parent: URL) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        where name.hasPrefix(prefix) {
            try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
        }
    }
}

/// Keeps the most recently used entries of a folder.
func keepRecent(_ limit: Int, in folder: URL) {
    let files = FileManager.default
    let names = ((try? files.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
    let entries = names.map { folder.appendingPathComponent($0) }.map { ($0, modified($0)) }
    for (entry, _) in entries.sorted(by: { $0.1 > $1.1 }).dropFirst(limit) { try? files.removeItem(at: entry) }
}

/// When a file was last written or touched.
func modified(_ file: URL) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    return attributes?[.modificationDate] as? Date ?? .distantPast
}

/// Marks a file as used now.
func touch(_ file: URL) {
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file.path)
}
