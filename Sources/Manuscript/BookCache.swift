import Digests
import Foundation

/// The folder `.aebook` in the book's folder: everything that can be computed again.
public struct BookCache: Sendable {
    public let folder: URL

    /// The book's folder.
    package var book: URL { folder.deletingLastPathComponent() }

    public init(book folder: URL) { self.folder = folder.appendingPathComponent(".aebook", isDirectory: true) }

    /// Finished trainings.
    public var store: URL { folder.appendingPathComponent("trainings", isDirectory: true) }
    /// The folder of a finished training, that of the epochs that were kept of it, and the state of one under way, by the digest of its key.
    package func training(_ key: String) -> URL { store.appendingPathComponent(key, isDirectory: true) }
    package func epochs(_ key: String) -> URL { store.appendingPathComponent("\(key).epochs", isDirectory: true) }
    package func checkpoint(_ key: String) -> URL { store.appendingPathComponent("\(key).checkpoint") }
    /// What the compiler keeps of the C modules. It refuses what it has made under another path, as in a book that was
    /// moved or copied.
    package var clangModules: URL {
        folder.appendingPathComponent("modules/\(SHA256.hexadecimal(of: Data(folder.path.utf8)))", isDirectory: true)
    }
    /// Digests of files that were read before.
    public var digests: URL { folder.appendingPathComponent("digests.sealed") }
    /// What the parser told of code that was read before.
    package var code: URL { folder.appendingPathComponent("code.sealed") }
    /// Formulas that were rendered before.
    package var formulas: URL { folder.appendingPathComponent("formulas.sealed") }
    /// The same, where there is a cache already: looking at a book leaves nothing behind.
    public var existingFormulas: URL? { FileManager.default.fileExists(atPath: folder.path) ? formulas : nil }
    /// What the last build found, and when everything was touched that it read or wrote.
    package var lastBuild: URL { folder.appendingPathComponent("last-build.sealed") }
    /// Held while a build is under way.
    package var lock: URL { folder.appendingPathComponent("lock") }

    package func programs(of chapter: String) -> URL {
        folder.appendingPathComponent("programs/\(chapter)", isDirectory: true)
    }
    package func runs(of chapter: String) -> URL { folder.appendingPathComponent("runs/\(chapter)", isDirectory: true) }
}
