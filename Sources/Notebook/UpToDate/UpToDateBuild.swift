import Digests
import Foundation
import Manuscript
import Rendering
import Running
import Workers

/// The last build of a book, if it was good and nothing that it read or wrote has been touched since: then there is
/// nothing to do, and nothing to read but this.
public struct UpToDateBuild: Sendable {
    private let book: URL
    private let options: BuildOptions
    /// What it depends on besides files.
    private let settings: String
    private let start: Moment

    /// A time before which nothing of the book was read.
    public struct Moment: Sendable {
        fileprivate let nanoseconds = FileStamp.now

        public init() {}
    }

    public init(
        book: URL, options: BuildOptions, toolkit: Toolkit, data: RunData, dataDescription: BookData, start: Moment
    ) {
        self.book = book
        self.start = start
        self.options = options
        settings = SHA256.hexadecimal(fields: [
            // A book that was copied brings the record of the other one along.
            "book": book.standardizedFileURL.resolvingSymlinksInPath().path, "output": options.output.path,
            // Another copy of the program may write other pages.
            "program": Bundle.main.executableURL?.path ?? "", "toolkit": toolkit.digest,
            "toolchain": toolkit.compilation,
            "data": data.digest, "data name": data.name, "description": "\(dataDescription)",
            "processor": Processor.description, "formats": options.formats.map(\.name).sorted().joined(separator: " "),
        ])
    }

    /// Whether there is anything to ask for, before the book is read.
    public static func isThere(for book: URL) -> Bool {
        FileManager.default.fileExists(atPath: BookCache(book: book).lastBuild.path)
    }

    /// Only whole books are remembered.
    private var isPlain: Bool { options.chapters == nil && !options.force && options.watchedImages == 0 }

    /// What the last build of the book's formats was made with.
    private var tools: [URL] { (OutputFormats.always + options.formats).flatMap(\.tools) }

    private var cache: BookCache { BookCache(book: book) }

    /// What the last build came to, with nothing run; nil where a build has to find out.
    ///
    /// - Throws: an error of the file system, where the cache folder cannot be written.
    public func report(onEvent: (BuildEvent) -> Void) throws -> BuildReport? {
        guard isPlain, Self.isThere(for: book) else { return nil }
        let start = ContinuousClock.now
        let lock = try BuildLock(cache) { onEvent(.waiting) }
        defer { withExtendedLifetime(lock) {} }
        guard let last = Sealed.read(cache.lastBuild).flatMap({ try? JSONDecoder().decode(Record.self, from: $0) }),
            last.settings == settings, last.files.stand
        else { return nil }
        let chapters = inParallel(last.chapters) { $0.report(cache) }
        guard chapters.allSatisfy({ $0.run != nil }) else { return nil }
        for chapter in chapters { onEvent(.chapterFinished(chapter)) }
        return BuildReport(
            chapters: chapters, diagnostics: last.diagnostics, claims: last.claims, differences: last.differences,
            formats: formats(last), index: options.output.appendingPathComponent("index.html"),
            seconds: start.duration(to: .now) / .seconds(1))
    }

    /// Remembers a build that has just ended. Not being able to costs time only, so it is no error.
    public func keep(_ report: BuildReport, of book: Book, program: URL? = Bundle.main.executableURL) {
        try? FileManager.default.removeItem(at: cache.lastBuild)
        guard isPlain, report.isGood, let program else { return }
        let chapters = self.book.appendingPathComponent("chapters")
        let read = report.filesRead(in: self.book)
        let inputs = FileStates(book.namedFiles + read + [chapters], readsContent: true)
            .joined(with: FileStates(tools + [program]))
        guard inputs.areOlder(than: start.nanoseconds) else { return }
        let record = Record(
            settings: settings, files: inputs.joined(with: FileStates([options.output])),
            chapters: report.chapters.map(Record.Chapter.init), diagnostics: report.diagnostics, claims: report.claims,
            differences: report.differences,
            entries: Dictionary(
                options.formats.map { ($0.name, $0.entry(of: book)) }, uniquingKeysWith: { first, _ in first }))
        if let data = try? JSONEncoder().encode(record) { try? Sealed.write(data, to: cache.lastBuild) }
    }

    private func formats(_ last: Record) -> [MadeFormat] {
        options.formats.filter { !$0.isAlwaysMade }.map { format in
            let entry = last.entries[format.name] ?? ""
            return MadeFormat(
                name: format.name, request: format.request,
                result: .success(options.output.appendingPathComponent(entry)))
        }
    }

    fileprivate struct Record: Codable {
        struct Chapter: Codable {
            let name: String
            let file: String
            /// The folder of its run; nil for a chapter without a program.
            let run: String?
        }

        let settings: String
        let files: FileStates
        let chapters: [Chapter]
        let diagnostics: [Diagnostic]
        let claims: ClaimTally
        let differences: [NumberReview.Difference]?
        /// The files to open first, by the names of their formats.
        let entries: [String: String]
    }
}

extension UpToDateBuild.Record.Chapter {
    package init(_ report: ChapterReport) {
        let place = report.run.map { $0.figureFolder.deletingLastPathComponent().lastPathComponent }
        self.init(name: report.chapter, file: report.file, run: report.run?.isEmpty ?? true ? nil : place)
    }

    package func report(_ cache: BookCache) -> ChapterReport {
        let isName = BookCache.entry(name, in: cache.folder) != nil
        let found = run.map { isName ? RunCache(cache, chapter: name).reuse(named: $0) : nil } ?? .empty
        if let found { cache.touchTrainings(of: found) }
        return ChapterReport(chapter: name, file: file, origin: .reused, run: found)
    }
}
