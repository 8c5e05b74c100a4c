import Foundation
import Notebook

/// `aebook build`: runs the chapters that have changed, and writes the pages.
struct BuildVerb: Verb {
    static let name = "build"
    static let summary = "Runs the chapters that have changed and writes the book's pages."
    static let words: String? = "CHAPTER…"
    static let options = [
        Option.data, .output,
        Option(name: "force", value: nil, summary: "run every chapter and every training again"),
        .threads,
        Option(name: "single-file", value: nil, summary: "write the whole book as one file too, book.html"),
        Option(name: "pdf", value: nil, summary: "print the whole book to book.pdf, through an installed Chromium"),
    ]

    private let chapters: [String]
    private let data: String?
    private let output: String?
    private let force: Bool
    private let threads: Int
    private let writesSingleFile: Bool
    private let writesPDF: Bool

    init(_ arguments: Arguments) throws {
        chapters = arguments.words
        data = arguments.value("data")
        output = arguments.value("output")
        force = arguments.has("force")
        threads = try arguments.count("threads") ?? ProcessInfo.processInfo.activeProcessorCount
        writesSingleFile = arguments.has("single-file")
        writesPDF = arguments.has("pdf")
    }

    func run(_ console: Console) throws -> Int32 {
        let folder = try BookFolder.find()
        let output = try OutputPlace.folder(output, book: folder)
        let (book, diagnostics) = try BookText.read(folder, console)
        let chosen = try ChapterChoice.names(chapters, in: book)
        let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
        let data = try BookDataChoice(given: data, toolkit: toolkit).resolve(console)
        let options = BuildOptions(
            chapters: chosen, output: output, threads: threads, force: force, writesSingleFile: writesSingleFile,
            writesPDF: writesPDF)
        let report = try build(book, options, toolkit, data, console)
        BuildSummary(report, diagnostics: diagnostics, data: data, book: folder).show(console)
        return report.isGood && !diagnostics.contains { $0.severity == .error } ? 0 : 1
    }

    private func build(
        _ book: Book, _ options: BuildOptions, _ toolkit: Toolkit, _ data: ChosenData, _ console: Console
    ) throws -> BuildReport {
        let supervisor = Supervisor()
        let display: any BuildDisplay = console.isLive ? LiveDisplay(console) : PlainDisplay(console)
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
        let builder = BookBuilder(
            book: book, options: options, toolkit: toolkit, data: data.runs, dataDescription: data.description,
            supervisor: supervisor)
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
        guard let given else { return book.appendingPathComponent("output", isDirectory: true) }
        let place = URL(fileURLWithPath: given, isDirectory: true).standardizedFileURL
        guard BookFolder.isFolder(place) || !FileManager.default.fileExists(atPath: place.path) else {
            throw Failure("aebook: error: --output: \(given) is a file; name a folder")
        }
        return place
    }
}
