import Digests
import Foundation

/// The folder that a book is written to. It may hold files that are not the book's: those are never touched.
package struct OutputFolder {
    let folder: URL

    package init(folder: URL) { self.folder = folder }

    /// Brings the folder to hold these files and no others of the book's own.
    ///
    /// A file that is already as it should be is not written again. What a former build wrote and this one does not is
    /// removed, unless somebody has changed it since. Stopping half-way leaves whole files only, and the list of the
    /// book's own files true.
    ///
    /// - Throws: `OutputError.foreignFile` where a file that the book did not write stands in the way of one of its
    ///   own, before anything is written.
    package func write(_ files: [OutputFile]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let former = OutputManifest(contentsOf: manifestFile)
        let changed = files.filter { existing($0.path) != $0.content }
        try refuseForeign(changed, former)
        let current = OutputManifest(files)
        try write(former.merging(current), unless: former)
        for file in changed { try write(file.content, to: url(file.path)) }
        for path in former.paths.subtracting(current.paths).sorted() { remove(path, former) }
        try write(current, unless: former.merging(current))
    }

    /// Adds a file of the book's that was made from the others. The next `write` removes it, as it may be out of date
    /// then.
    ///
    /// - Throws: as `write`.
    package func add(_ file: OutputFile) throws {
        let former = OutputManifest(contentsOf: manifestFile)
        try refuseForeign([file], former)
        try write(former.merging(OutputManifest([file])), unless: former)
        try write(file.content, to: url(file.path))
    }

    private var manifestFile: URL { folder.appendingPathComponent(".aebook-files.json") }

    private func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

    private func existing(_ path: String) -> Data? { try? Data(contentsOf: url(path)) }

    private func refuseForeign(_ changed: [OutputFile], _ former: OutputManifest) throws {
        for file in changed where !former.paths.contains(file.path) {
            guard !FileManager.default.fileExists(atPath: url(file.path).path) else {
                throw OutputError.foreignFile(url(file.path))
            }
        }
    }

    private func write(_ manifest: OutputManifest, unless stored: OutputManifest) throws {
        if manifest != stored { try write(manifest.json(), to: manifestFile) }
    }

    private func write(_ content: Data, to file: URL) throws {
        let parent = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        let beside = parent.appendingPathComponent(".\(file.lastPathComponent).new")
        try content.write(to: beside)
        guard rename(beside.path, file.path) == 0 else {
            throw OutputError.notWritten(file, String(cString: strerror(errno)))
        }
    }

    /// Removes a file of a former build, and the folders that it leaves empty.
    private func remove(_ path: String, _ former: OutputManifest) {
        guard let content = existing(path), former.wrote(content, at: path) else { return }
        unlink(url(path).path)
        var parent = url(path).deletingLastPathComponent()
        // `rmdir` takes empty folders only.
        while parent.path.hasPrefix(folder.path + "/"), rmdir(parent.path) == 0 { parent.deleteLastPathComponent() }
    }
}

/// Why a book's pages could not be written.
public enum OutputError: Error, Equatable, CustomStringConvertible {
    case foreignFile(URL)
    case notWritten(URL, String)

    public var description: String {
        switch self {
        case .foreignFile(let file):
            "\(file.path) is in the way and was not written by this book; "
                + "move it, or choose another folder with --output"
        case .notWritten(let file, let reason): "\(file.path) cannot be written: \(reason)"
        }
    }
}
