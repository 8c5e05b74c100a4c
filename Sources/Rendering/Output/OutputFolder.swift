import Digests
import Foundation
import Running

/// The folder that a book is written to. It may hold files that are not the book's: those are never touched, and
/// neither is what lies outside of it, whatever the list of the book's files or a link in it says.
package struct OutputFolder {
    package let folder: URL
    private let gate: FolderGate

    package init(folder: URL) {
        self.folder = folder
        gate = FolderGate(folder)
    }

    /// Brings the folder to hold these files and no others of the book's own.
    ///
    /// A file that is already as it should be is not written again. What a former build wrote and this one does not is
    /// removed, unless somebody has changed it since. Stopping half-way leaves whole files only, and the list of the
    /// book's own files true.
    ///
    /// - Throws: `OutputError.foreignFile` where a file that the book did not write stands in the way of one of its
    ///   own, before anything is written, and `OutputError.leadsOut` where a link does.
    package func write(_ files: [OutputFile]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let former = manifest
        let changed = files.filter { existing($0.path) != $0.content }
        try refuseForeign(changed, former)
        let current = OutputManifest(files)
        removeLeftovers(beside: former.paths.union(current.paths))
        try write(former.merging(current), unless: former)
        for file in changed { try write(file.content, at: file.path) }
        for path in former.paths.subtracting(current.paths).sorted() { remove(path, former) }
        try write(current, unless: former.merging(current))
    }

    /// Adds a file of the book's that was made from the others. The next `write` removes it, as it may be out of date
    /// then.
    ///
    /// - Throws: as `write`.
    package func add(_ file: OutputFile) throws {
        let former = manifest
        try refuseForeign([file], former)
        try write(former.merging(OutputManifest([file])), unless: former)
        try write(file.content, at: file.path)
    }

    /// Removes the book's own files, those left out that somebody has changed since, and their list.
    package func empty() throws {
        guard isThere(Self.manifestName) else { return }
        try write([])
        try FileManager.default.removeItem(at: gate.entry(Self.manifestName))
    }

    private static let manifestName = ".aebook-files.json"

    /// What former builds have written.
    private var manifest: OutputManifest {
        let listed = gate.content(of: Self.manifestName).map(OutputManifest.init(decoding:)) ?? OutputManifest([])
        // Before this file was listed, builds wrote it beside the list.
        guard isThere(Self.manifestName), !listed.paths.contains(ExperimentEntry.file),
            let records = existing(ExperimentEntry.file), ExperimentEntry.areRecords(records)
        else { return listed }
        return listed.merging(OutputManifest([OutputFile(path: ExperimentEntry.file, content: records)]))
    }

    /// The place of one of the book's own files.
    private func place(_ path: String) throws -> URL {
        do { return try gate.entry(path) } catch {
            throw OutputError.leadsOut(folder.appendingPathComponent(path))
        }
    }

    /// Whether anything has the name, a link that leads nowhere too.
    private func isThere(_ path: String) -> Bool {
        var status = stat()
        return (try? gate.entry(path)).map { lstat($0.path, &status) == 0 } ?? false
    }

    /// The content of a file; nil where there is none. A link is none: we make no links.
    private func existing(_ path: String) -> Data? {
        var status = stat()
        guard let place = try? gate.entry(path), lstat(place.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        return try? Data(contentsOf: place)
    }

    private func refuseForeign(_ changed: [OutputFile], _ former: OutputManifest) throws {
        for file in changed {
            let place = try place(file.path)
            guard former.paths.contains(file.path) || !isThere(file.path) else { throw OutputError.foreignFile(place) }
        }
    }

    private func write(_ manifest: OutputManifest, unless stored: OutputManifest) throws {
        if manifest != stored { try write(manifest.json(), at: Self.manifestName) }
    }

    /// Removes a file of a former build, and the folders that it leaves empty.
    private func remove(_ path: String, _ former: OutputManifest) {
        guard let content = existing(path), former.wrote(content, at: path), let place = try? gate.entry(path) else {
            return
        }
        unlink(place.path)
        var parent = place.deletingLastPathComponent()
        // `rmdir` takes empty folders only.
        while parent.path.hasPrefix(folder.path + "/"), rmdir(parent.path) == 0 { parent.deleteLastPathComponent() }
    }
}

// Files come to be beside their place, under a name that tells whose they are, and are renamed.
extension OutputFolder {
    private static let mark = (before: ".aebook-", after: ".new")

    private func write(_ content: Data, at path: String) throws {
        let file = try place(path)
        let parent = file.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        let beside = parent.appendingPathComponent("\(Self.mark.before)\(getpid())\(Self.mark.after)")
        unlink(beside.path)
        defer { unlink(beside.path) }
        // Never through a link that somebody has put there.
        try content.write(to: beside, options: .withoutOverwriting)
        guard rename(beside.path, file.path) == 0 else {
            throw OutputError.notWritten(file, String(cString: strerror(errno)))
        }
    }

    /// Removes what builds have left that were killed while they wrote one of these files.
    private func removeLeftovers(beside paths: Set<String>) {
        for parent in Set(paths.compactMap { try? gate.entry($0).deletingLastPathComponent() }) {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
            where name.hasPrefix(Self.mark.before) && name.hasSuffix(Self.mark.after) {
                let process = pid_t(name.dropFirst(Self.mark.before.count).dropLast(Self.mark.after.count))
                if let process, !isRunning(process) { unlink(parent.appendingPathComponent(name).path) }
            }
        }
    }
}

/// Why a book's pages could not be written.
public enum OutputError: Error, Equatable, CustomStringConvertible {
    case foreignFile(URL)
    case leadsOut(URL)
    case notWritten(URL, String)

    public var description: String {
        switch self {
        case .foreignFile(let file):
            "\(file.path) is in the way and was not written by this book; "
                + "move it, or choose another folder with --output"
        case .leadsOut(let file):
            "\(file.path) would lie outside of the folder for the pages, because a link leads there; "
                + "remove the link, or choose another folder with --output"
        case .notWritten(let file, let reason): "\(file.path) cannot be written: \(reason)"
        }
    }
}
