import Digests
import Foundation
import Manuscript
import Tangling
import Transcript

/// The runs of one chapter: the last good ones, each under its key, and the last failed one.
///
/// Each is a folder with `run.json` and `figures/`, sealed: what is damaged is no run.
public struct RunCache: Sendable {
    private let folder: URL
    private let book: URL
    /// Good runs kept per chapter.
    package static let keptRuns = 8

    public init(_ cache: BookCache, chapter: String) {
        folder = cache.runs(of: chapter)
        book = cache.book
    }

    /// The good run with this key; nil where there is none, or where a file that it has read is another one now.
    public func run(for key: RunKey) -> ChapterRun? { standing(at: place(of: key)).map(\.run) }

    private func standing(at place: URL) -> StoredRun? {
        stored(at: place).flatMap { changedFiles(of: $0.run).isEmpty ? $0 : nil }
    }

    /// The files that a run has read and that are not as they were then, with what they are now.
    package func changedFiles(of run: ChapterRun) -> [(then: FileRead, now: FileRead)] {
        run.files.map { ($0, $0.now(in: book)) }.filter { $0 != $1 }
    }

    /// The good run with this key, taken instead of running the chapter: all its trainings count as found in the store.
    package func reuse(_ key: RunKey) -> ChapterRun? { reuse(named: key.digest) }

    /// The same by the key's digest.
    package func reuse(named digest: String) -> ChapterRun? {
        guard let place = BookCache.entry(digest, in: folder), var stored = standing(at: place) else { return nil }
        if stored.run.trainings.contains(where: { !$0.cached }) {
            stored.run.trainings = stored.run.trainings.map { $0.found() }
            _ = FileManager.default.createFile(atPath: reusedMark(place).path, contents: nil)
        }
        touch(place)
        return stored.run
    }

    /// All runs, the last used one first; a failed run too, since its finished trainings are as true as any.
    public func all() -> [StoredRun] { recent(.max) }

    /// The last used of them, at most so many.
    package func recent(_ limit: Int) -> [StoredRun] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.map { folder.appendingPathComponent($0) }
            .sorted { modified($0) > modified($1) }
            .prefix(limit).compactMap { stored(at: $0) }
    }

    /// A folder for a run that begins now, with an empty folder for its figures.
    package func begin() throws -> (FolderInMaking, figures: URL) {
        FolderInMaking.removeLeftovers(in: folder)
        let making = try FolderInMaking(in: folder)
        let figures = making.folder.appendingPathComponent("figures", isDirectory: true)
        try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
        return (making, figures)
    }

    /// Keeps a run that has ended, and returns it with its figures in their final place. A failed run is kept apart:
    /// it is never taken for a result.
    package func keep(
        _ run: ChapterRun, for key: RunKey, code: ProgramCode = ProgramCode(pieces: []), data: RunData,
        from making: FolderInMaking
    ) throws -> ChapterRun {
        let isGood = run.failure == nil
        let place = isGood ? place(of: key) : failed
        try write(StoredRun(key: key, dataName: data.name, code: code, run: run), in: making.folder)
        try FolderSeal.write(in: making.folder)
        try making.land(at: place)
        if isGood {
            try? FileManager.default.removeItem(at: failed)
            keepRecent(Self.keptRuns, in: folder)
        }
        return settled(run, at: place)
    }

    private var failed: URL { folder.appendingPathComponent("failed", isDirectory: true) }

    private func place(of key: RunKey) -> URL { folder.appendingPathComponent(key.digest, isDirectory: true) }

    private func stored(at place: URL) -> StoredRun? {
        guard FolderSeal.holds(in: place), let data = try? Data(contentsOf: place.appendingPathComponent("run.json"))
        else { return nil }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard var stored = try? decoder.decode(StoredRun.self, from: data), Self.namesOwnFiles(stored.run) else {
            return nil
        }
        stored.run = settled(stored.run, at: place)
        if FileManager.default.fileExists(atPath: reusedMark(place).path) {
            stored.run.trainings = stored.run.trainings.map { $0.found() }
        }
        return stored
    }

    /// Whether the names in a run are names: whoever writes such a file could lead us elsewhere by them.
    private static func namesOwnFiles(_ run: ChapterRun) -> Bool {
        let names = run.cells.flatMap(\.outputs).flatMap(\.figures).flatMap(\.names) + run.trainings.map(\.key)
        return names.allSatisfy { !$0.isEmpty && $0 != ".." && $0 != "." && !$0.utf8.contains(UInt8(ascii: "/")) }
    }

    /// A hidden file, which the seal leaves out: the run was used again.
    private func reusedMark(_ place: URL) -> URL { place.appendingPathComponent(".reused") }

    private func write(_ stored: StoredRun, in place: URL) throws {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(stored).write(to: place.appendingPathComponent("run.json"), options: .atomic)
    }

    /// A book may have been moved since: the figures lie where the run was found.
    private func settled(_ run: ChapterRun, at place: URL) -> ChapterRun {
        var run = run
        run.figureFolder = place.appendingPathComponent("figures", isDirectory: true)
        return run
    }
}

extension TrainingSummary {
    /// The same training, found in the store.
    package func found() -> TrainingSummary {
        var found = self
        found.cached = true
        return found
    }
}
