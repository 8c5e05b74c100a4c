import Foundation
import Manuscript
import Running
import Tangling

/// Removes single entries of the cache: finished trainings, checkpoints, runs and programs, those that are old or that
/// nothing refers to any more.
public struct CacheCleaner {
    private let book: Book
    private let cache: BookCache
    private let files = FileManager.default

    public init(book: Book) {
        self.book = book
        cache = BookCache(book: book.folder)
    }

    /// Everything that was last used before a moment.
    public func older(than moment: Date) -> [URL] { entries.filter { modified($0) < moment } }

    /// Everything that no chapter's present run refers to. A checkpoint is kept as long as some chapter still has to
    /// run: it may be that chapter's.
    public func unused(toolkit: Toolkit, data: RunData) -> [URL] {
        var used: Set<String> = []
        var isComplete = true
        for chapter in book.chapters {
            let program = ProgramWriter.program(for: chapter)
            guard !program.isEmpty else { continue }
            let key = RunKey(program: program, toolkit: toolkit, data: data)
            guard let run = RunCache(cache, chapter: chapter.name).run(for: key) else {
                isComplete = false
                continue
            }
            used.insert(cache.runs(of: chapter.name).appendingPathComponent(key.digest).path)
            used.formUnion(run.trainings.flatMap { [cache.training($0.key).path, cache.epochs($0.key).path] })
            let whole = ProgramWriter.program(for: chapter, leavingOut: Set(run.expectedFailures.compactMap(\.cell)))
            let compiler = ProgramCompiler(
                toolkit: toolkit, cache: cache, supervisor: Supervisor(), isOptimized: book.isOptimized(for: data))
            used.insert(compiler.place(of: whole).path)
        }
        return entries.filter { entry in
            entry.pathExtension == "checkpoint" ? isComplete : !used.contains(entry.path)
        }
    }

    /// Removes entries, unless it is only to be said what they are.
    /// - Returns: how many entries, and their bytes.
    /// - Throws: where one cannot be removed, or a build is under way that cannot be waited for.
    public func remove(_ entries: [URL], dryRun: Bool, onWait: () -> Void) throws -> (entries: Int, bytes: Int) {
        try cache.checkLinks()
        guard !entries.isEmpty else { return (0, 0) }
        let lock = try BuildLock(cache, onWait: onWait)
        defer { withExtendedLifetime(lock) {} }
        let present = entries.filter { files.fileExists(atPath: $0.path) }
        let bytes = present.map { BookCleaner.bytes(of: $0) }.reduce(0, +)
        if !dryRun { for entry in present { try files.removeItem(at: entry) } }
        return (present.count, bytes)
    }

    /// What can go one by one. Hidden files are a build's own, or what a killed one has left: those go with the next.
    private var entries: [URL] {
        let folders = ["runs", "programs"].flatMap { contents(of: cache.folder.appendingPathComponent($0)) }
        return contents(of: cache.store) + folders.flatMap(contents)
    }

    private func contents(of folder: URL) -> [URL] {
        let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.appendingPathComponent($0) }
    }
}
