import Digests
import Foundation
import Manuscript
import Rendering
import Running
import SwiftCode
import Workers

/// Builds a book:
///
/// 1. programs: every chapter's cells become one Swift program ("tangle"), side by side with the others
/// 2. runs: the programs that have changed are compiled and run; the other chapters keep their runs
/// 3. check: what is wrong with the text; all that can be built is built all the same
/// 4. pages: text and runs become HTML ("weave") and the other formats asked for, and every training of the book JSON
/// 5. what is made from the pages, such as a PDF file
public struct BookBuilder: Sendable {
    public let book: Book
    /// What reading the book has found.
    public let found: [Diagnostic]
    public let options: BuildOptions
    public let toolkit: Toolkit
    public let data: RunData
    /// What the pages say of the data.
    public let dataDescription: BookData
    public let supervisor: Supervisor

    public init(
        book: Book, found: [Diagnostic] = [], options: BuildOptions, toolkit: Toolkit, data: RunData,
        dataDescription: BookData, supervisor: Supervisor
    ) {
        self.book = book
        self.found = found
        self.options = options
        self.toolkit = toolkit
        self.data = data
        self.dataDescription = dataDescription
        self.supervisor = supervisor
    }

    /// - Parameter onEvent: hears what happens while it does, from several threads.
    /// - Throws: ``CommandError/interrupted``, and where the cache or the output folder cannot be written.
    public func build(onEvent: @escaping @Sendable (BuildEvent) -> Void) throws -> BuildReport {
        let start = ContinuousClock.now
        let cache = BookCache(book: book.folder)
        let lock = try BuildLock(cache) { onEvent(.waiting) }
        defer { withExtendedLifetime(lock) {} }
        Leftovers.remove(in: cache.folder)
        // Of our own programs, where they were interrupted.
        defer { Leftovers.remove(in: cache.folder) }

        let chapters = runs(cache, onEvent)
        onEvent(.writesPages)
        if supervisor.isInterrupted { throw CommandError.interrupted }
        let runs = Self.runs(of: chapters)
        // The pages find these formulas rendered.
        let formulaFaults = try BookCheck(mathematicsCache: cache.formulas).formulaFaults(of: book)
        let (rest, pages) = together {
            (BookCheck.faults(of: book, runs: runs), differences(runs))
        } and: {
            Result { try writePages(runs, cache) }
        }
        let lost = try pages.get()
        let formats = madeFormats(runs)
        CodeMemory.keep(in: cache)
        if supervisor.isInterrupted { throw CommandError.interrupted }
        let claims = ClaimTally(book.chapters, runs: runs)
        let ofText = found + formulaFaults + rest.0
        let ofRuns = chapters.flatMap(\.diagnostics) + lost + claims.failures
        return BuildReport(
            chapters: chapters, diagnostics: (ofText + ofRuns).inOrder(of: book), claims: claims,
            differences: rest.1, formats: formats, index: options.output.appendingPathComponent("index.html"),
            seconds: start.duration(to: .now) / .seconds(1))
    }

    private func runs(
        _ cache: BookCache, _ onEvent: @escaping @Sendable (BuildEvent) -> Void
    ) -> [ChapterReport] {
        let builder = chapterBuilder(cache, onEvent)
        // Much code is likely to take long: begun first, so that no core waits for it at the end.
        let longestFirst = book.chapters.sorted { $0.source.utf8.count > $1.source.utf8.count }
        var reports = runs(longestFirst, builder)
        // What one chapter writes another may have read before.
        for _ in book.chapters {
            let outdated = longestFirst.filter { chapter in
                reports.contains { $0.chapter == chapter.name && builder.changedFile(of: $0) != nil }
            }
            guard !outdated.isEmpty, !supervisor.isInterrupted else { break }
            let again = runs(outdated, builder)
            reports = reports.map { old in again.first { $0.chapter == old.chapter } ?? old }
        }
        for index in reports.indices where reports[index].error == nil {
            reports[index].error = builder.unrest(of: reports[index])
        }
        let places = Dictionary(
            book.chapters.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
        return reports.sorted { places[$0.chapter, default: 0] < places[$1.chapter, default: 0] }
    }

    func chapterBuilder(
        _ cache: BookCache, _ onEvent: @escaping @Sendable (BuildEvent) -> Void
    ) -> ChapterBuilder {
        ChapterBuilder(
            folder: book.folder, cache: cache, toolkit: toolkit, data: data,
            isOptimized: book.isOptimized(for: data), threads: options.threads,
            force: options.force, timeout: options.timeout, watchedImages: options.watchedImages,
            supervisor: supervisor, onEvent: onEvent)
    }

    private func runs(_ chapters: [Chapter], _ builder: ChapterBuilder) -> [ChapterReport] {
        inParallel(chapters, atMost: options.threads) { [options, supervisor] chapter in
            guard options.includes(chapter.name) else { return builder.recall(chapter) }
            var report = ChapterReport(chapter: chapter.name, file: chapter.file, origin: .ran, run: nil)
            do { report = try builder.build(chapter) } catch { report.error = ErrorText.of(error) }
            if !supervisor.isInterrupted { builder.onEvent(.chapterFinished(report)) }
            return report
        }
    }

    /// Nil where no number of this data has been accepted, or the file of them cannot be read.
    private func differences(_ runs: [String: ChapterRun]) -> [NumberReview.Difference]? {
        guard let accepted = try? AcceptedNumbers(book: book.folder),
            accepted.numbers.contains(where: { $0.data == data.name })
        else { return nil }
        let built = book.chapters.filter { runs[$0.name]?.failure == nil && runs[$0.name] != nil }
        return NumberReview(of: built, in: book, runs: runs, data: data.name, accepted: accepted).differences
    }

    /// By the chapter's name.
    private static func runs(of chapters: [ChapterReport]) -> [String: ChapterRun] {
        Dictionary(
            chapters.compactMap { report in
                report.run.map { (report.chapter, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter running: the chapters whose runs are not complete yet.
    func writePages(
        _ runs: [String: ChapterRun], running: Set<String> = [], _ cache: BookCache
    ) throws -> [Diagnostic] {
        var writer = PageWriter(mathematicsCache: cache.formulas)
        writer.formats = options.formats.filter { $0.obstacle(to: book) == nil }
        let experiments = book.chapters.flatMap { chapter in
            (runs[chapter.name]?.trainings ?? []).map { ExperimentEntry($0, chapter: chapter.name) }
        }
        writer.others = [OutputFile(path: ExperimentEntry.file, content: try ExperimentEntry.json(experiments))]
        return try writer.write(book, runs: runs, running: running, data: dataDescription, to: options.output)
    }

    /// Makes what is made from the written pages, and says of every format what became of it.
    private func madeFormats(_ runs: [String: ChapterRun]) -> [MadeFormat] {
        let date = runs.values.map(\.date).max() ?? Date(timeIntervalSince1970: 0)
        let written = WrittenBook(folder: options.output, date: date, supervisor: supervisor)
        return options.formats.filter { !$0.isAlwaysMade }.map { format in
            MadeFormat(name: format.name, request: format.request, result: made(format, from: written))
        }
    }

    private func made(_ format: any OutputFormat, from written: WrittenBook) -> Result<URL, FormatError> {
        if let obstacle = format.obstacle(to: book) { return .failure(obstacle) }
        do {
            let folder = OutputFolder(folder: options.output.standardizedFileURL)
            for file in try format.files(from: written) { try folder.add(file) }
            return .success(options.output.appendingPathComponent(format.entry(of: book)))
        } catch {
            return .failure(error as? FormatError ?? FormatError(ErrorText.of(error)))
        }
    }
}

/// What a build is asked for.
public struct BuildOptions: Sendable {
    /// Names of the chapters to run; nil for all. The pages are always those of the whole book.
    public var chapters: Set<String>?
    public var output: URL
    /// How many cores the build may use.
    public var threads: Int
    /// True to run and train again whatever is known.
    public var force: Bool
    /// Seconds that a cell may compute before it is stopped; nil for any number.
    public var timeout: Double?
    /// How many test images' codes a training tells after each epoch, for whoever watches.
    public var watchedImages: Int
    /// The formats to write, besides those that every build writes.
    package var formats: [any OutputFormat] = []

    public init(
        chapters: Set<String>? = nil, output: URL, threads: Int, force: Bool = false, timeout: Double? = nil,
        watchedImages: Int = 0
    ) {
        self.chapters = chapters
        self.output = output
        self.threads = threads
        self.force = force
        self.timeout = timeout
        self.watchedImages = watchedImages
    }

    package func includes(_ chapter: String) -> Bool { chapters?.contains(chapter) ?? true }
}
