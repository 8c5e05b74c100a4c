import Digests
import Foundation
@preconcurrency import Glibc

/// How files and folders were, by their paths: whether they still are so is mostly told without reading them.
struct FileStates: Codable {
    private var files: [String: FileState] = [:]
    /// The names in each folder, sorted.
    private var folders: [String: [String]] = [:]

    private struct FileState: Codable {
        /// Nil for a file that is not there, and is expected to stay so.
        let stamp: FileStamp?
        /// Nil where the stamp has to do.
        let digest: String?

        init(of path: String, readsContent: Bool) {
            stamp = FileStamp(of: path)
            digest = readsContent && stamp != nil ? Self.digest(of: path) : nil
        }

        /// Touched, but with the same content, as by saving it again, is as it was.
        func stands(at path: String) -> Bool {
            let now = FileStamp(of: path)
            if now == stamp { return true }
            return now != nil && digest != nil && digest == Self.digest(of: path)
        }

        private static func digest(of path: String) -> String? {
            (try? RegularFile.content(of: URL(fileURLWithPath: path), options: .alwaysMapped)).map {
                SHA256.hexadecimal(of: $0)
            }
        }
    }

    /// - Parameters:
    ///   - places: files, and folders with everything in them.
    ///   - readsContent: so that a file which is saved again as it was is not taken for another one.
    init(_ places: [URL], readsContent: Bool = false) {
        for place in places { add(place.path, readsContent) }
    }

    var stand: Bool {
        files.allSatisfy { $1.stands(at: $0) } && folders.allSatisfy { Self.names(in: $0) == $1 }
    }

    func areOlder(than time: Int) -> Bool { files.values.allSatisfy { $0.stamp?.isOlder(than: time) ?? true } }

    func joined(with other: FileStates) -> FileStates {
        var joined = self
        joined.files.merge(other.files) { $1 }
        joined.folders.merge(other.folders) { $1 }
        return joined
    }

    /// A link inside of a folder may lead back to it: of a folder behind one, the stamp has to do.
    private mutating func add(_ path: String, _ readsContent: Bool, followsLink: Bool = true) {
        guard followsLink || !Self.isLink(path), let names = Self.names(in: path) else {
            files[path] = FileState(of: path, readsContent: readsContent)
            return
        }
        folders[path] = names
        for name in names { add("\(path)/\(name)", readsContent, followsLink: false) }
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Nil for what is no folder.
    private static func names(in path: String) -> [String]? {
        (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted()
    }
}
