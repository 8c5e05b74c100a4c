import Digests
import Foundation
import Manuscript
import Notebook
import Reading
import Rendering
import Running

/// `aebook build`: runs the chapters that have changed, and writes the pages.
struct BuildVerb: Verb {
    static let name = "build"
    static let summary = "Runs the chapters that have changed and writes the book's pages."
    static let words: String? = "CHAPTER…"
    static let options = [
        Option.data, .output,
        Option(name: "force", value: nil, summary: "run every chapter and every training again"),
        Option(name: "quick", value: nil, summary: "use fewer seeds and epochs for a quick look at the whole book"),
        Option(name: "plan", value: nil, summary: "show what would run, and roughly how long, without running it"),
        .threads,
        FormatChoice.option,
        Option(name: "single-file", value: nil, summary: "also write the whole book as one file, book.html"),
        Option(name: "pdf", value: nil, summary: "also print the whole book to book.pdf, using an installed Chromium"),
        Option(name: "timeout", value: "SECONDS", summary: "stop a cell that computes for longer"),
        .strict, .json,
    ]

    private let chapters: [String]
    private let data: String?
    private let output: String?
    private let force: Bool
    private let isQuick: Bool
    private let isPlan: Bool
    private let threads: Int
    private let formats: [any OutputFormat]
    private let timeout: Double?
    private let isStrict: Bool
    private let isJSON: Bool

    init(_ arguments: Arguments) throws {
        chapters = arguments.words
        data = arguments.value("data")
        output = arguments.value("output")
        force = arguments.has("force")
        isQuick = arguments.has("quick")
        isPlan = arguments.has("plan")
        threads = try arguments.count("threads") ?? ProcessInfo.processInfo.activeProcessorCount
        formats = try FormatChoice.formats(arguments, of: Self.name)
        timeout = try arguments.seconds("timeout")
        isStrict = arguments.has("strict")
        isJSON = arguments.has("json")
    }

    func run(_ console: Console) throws -> Int32 {
        let report = OutcomeReport(isJSON: isJSON, console: console)
        if isPlan { return try report.guarded { try plan(report.progress, console) } }
        return try report.code(of: outcome) { $0.showBuild(console) }
    }

    /// Says what a build would do, and does nothing.
    private func plan(_ progress: Console, _ console: Console) throws -> Int32 {
        let folder = try BookLocation.find()
        let (book, _) = try BookText.read(folder, progress, throwsDiagnostics: isJSON)
        let chosen = try ChapterChoice.names(chapters, in: book, verb: Self.name)
        let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
        let data = try BookDataChoice(given: data, toolkit: toolkit, isQuick: isQuick).resolve(progress)
        let dryRun = BookDryRun(book: book, toolkit: toolkit, data: data.runs).chapters(force: force)
        let wanted = dryRun.filter { chosen?.contains($0.chapter.name) ?? true }
        if isJSON {
            console.draw(JSONText.of(PlanJSON(wanted, data: data.description.name)))
        } else {
            for line in DryRunText.plan(wanted, threads: threads) { console.print(line) }
        }
        return 0
    }

    private func outcome(_ console: Console) throws -> Outcome {
        let start = UpToDateBuild.Moment()
        let folder = try BookLocation.find()
        let output = try OutputPlace.folder(output, book: folder)
        // Where nothing may have changed since the last build, the book is not even read.
        let mayStand = chapters.isEmpty && UpToDateBuild.isThere(for: folder)
        let text = mayStand ? nil : try BookText.read(folder, console, throwsDiagnostics: isJSON)
        let chosen = try text.flatMap { try ChapterChoice.names(chapters, in: $0.book, verb: Self.name) }
        let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
        let data = try BookDataChoice(given: data, toolkit: toolkit, isQuick: isQuick).resolve(console)
        var options = BuildOptions(
            chapters: chosen, output: output, threads: threads, force: force, timeout: timeout)
        options.formats = formats
        let display: any BuildDisplay = console.isLive ? LiveDisplay(console) : PlainDisplay(console)
        let standing = UpToDateBuild(
            book: folder, options: options, toolkit: toolkit, data: data.runs, dataDescription: data.description,
            start: start)
        if mayStand, let report = try standing.report(onEvent: { display.show($0) }) {
            return Outcome(of: report, in: folder, from: data, isStrict: isStrict)
        }
        let (book, found) = try text ?? BookText.read(folder, console, throwsDiagnostics: isJSON)
        let supervisor = Supervisor()
        let builder = BookBuilder(
            book: book, found: found, options: options, toolkit: toolkit, data: data.runs,
            dataDescription: data.description, supervisor: supervisor)
        let report = try build(builder, supervisor, display, console)
        standing.keep(report, of: book)
        return Outcome(of: report, in: folder, from: data, isStrict: isStrict)
    }

    private func build(
        _ builder: BookBuilder, _ supervisor: Supervisor, _ display: any BuildDisplay, _ console: Console
    ) throws -> BuildReport {
        let interruption = Interruption {
            supervisor.interrupt()
        } atTheLatest: {
            supervisor.interrupt()
            display.finish()
            for message in Self.interrupted.messages { console.error(message) }
            _exit(Self.interrupted.code)
        }
        defer {
            display.finish()
            interruption.end()
        }
        do {
            return try builder.build { display.show($0) }
        } catch CommandError.interrupted {
            throw Self.interrupted
        }
    }

    private static let interrupted = Failure(
        "aebook: interrupted; what was finished is kept, and `aebook build` goes on from there", code: 130)
}

/// The folder for the pages.
enum OutputPlace {
    /// - Throws: ``Failure`` where something else has the name.
    static func folder(_ given: String?, book: URL) throws -> URL {
        guard let given else { return try own(of: book) }
        let place = URL(fileURLWithPath: given, isDirectory: true).standardizedFileURL
        guard BookLocation.isFolder(place) || !FileManager.default.fileExists(atPath: place.path) else {
            throw Failure("aebook: error: --output: \(given) is a file; name a folder")
        }
        return place
    }

    /// The same for cleaning, which follows no link at all.
    static func folderToClean(_ given: String?, book: URL) throws -> URL {
        let place = try folder(given, book: book)
        guard (try? FileManager.default.destinationOfSymbolicLink(atPath: place.path)) == nil else {
            throw Failure(
                "aebook: error: \(BookLocation.brief(place)) is a link, and nothing behind one is removed; "
                    + "name the folder itself with --output, or remove the link")
        }
        return place
    }

    private static func own(of book: URL) throws -> URL {
        do {
            // Not resolved: a link inside of the book is as good as a folder.
            _ = try FolderGate(book).place(of: "output")
            return book.appendingPathComponent("output", isDirectory: true)
        } catch {
            throw Failure(
                "aebook: error: output is a link that leads out of the book's folder; remove it, or name the folder "
                    + "for the pages with --output")
        }
    }
}
