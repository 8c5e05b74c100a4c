import Dispatch
import Foundation
import Notebook
import Serving
import Synchronization

/// A book that is built again whenever one of its files changes, until it is told to end.
final class Preview: Sendable {
    let feed = BookFeed()
    private let folder: URL
    private let options: BuildOptions
    private let toolkit: Toolkit
    private let data: ChosenData
    private let address: String
    private let console: Console
    private let watch: FileWatch
    private let state = Mutex(State())
    /// Signalled by every change, and at the end.
    private let news = DispatchSemaphore(value: 0)

    private struct State {
        var isEnding = false
        var changed: [URL] = []
        /// The build under way, and the code that it runs.
        var supervisor: Supervisor?
        var programs: [ChapterProgram] = []
    }

    /// How many test images open pages see moving.
    private static let watchedImages = 300

    init(
        book folder: URL, output: URL, threads: Int, toolkit: Toolkit, data: ChosenData, address: String,
        console: Console
    ) throws {
        self.folder = folder
        options = BuildOptions(output: output, threads: threads, watchedImages: Self.watchedImages)
        self.toolkit = toolkit
        self.data = data
        self.address = address
        self.console = console
        watch = try FileWatch()
        feed.stand(version: PageVersion.of(output))
    }

    /// Builds, waits for a change, and so on.
    ///
    /// - Throws: `ServingError` where the system refuses to watch the book's files.
    func run() throws {
        try watchBook(quoted: [])
        Thread.detachNewThread { self.listen() }
        while !state.withLock({ $0.isEnding }) {
            try watchBook(quoted: build())
            news.wait()
            tell(
                state.withLock { state in
                    defer { state.changed = [] }
                    return state.changed
                })
        }
    }

    /// Makes ``run()`` return; from any thread.
    func end() {
        state.withLock { state in
            state.isEnding = true
            state.supervisor?.interrupt()
        }
        watch.interrupt()
        feed.board.close()
        news.signal()
    }

    private func watchBook(quoted files: [URL]) throws {
        let chapters = folder.appendingPathComponent("chapters")
        // The folder itself may be replaced as a whole.
        try watch.watch(files: [chapters] + files)
        if BookFolder.isFolder(chapters) { try watch.watch(chapters, except: options.output) }
    }

    private func tell(_ changed: [URL]) {
        guard !changed.isEmpty else { return }
        console.print("changed: \(changed.map(BookFolder.brief).joined(separator: ", "))")
    }

    // MARK: Changes

    private func listen() {
        while true {
            let changed = watch.next()
            guard !state.withLock({ $0.isEnding }) else { return }
            guard !changed.isEmpty else { continue }
            let isNew = state.withLock { state in
                defer { state.changed += changed.filter { !state.changed.contains($0) } }
                return state.changed.isEmpty
            }
            stopOutdatedBuild()
            if isNew { news.signal() }
        }
    }

    /// A build whose code has been changed is not worth waiting for; its trainings go on from their checkpoints. One
    /// whose prose alone has been changed ends first: its results are wanted all the same.
    private func stopOutdatedBuild() {
        guard let supervisor = state.withLock({ $0.supervisor }), let book = try? BookReader.read(folder: folder).book
        else { return }
        let programs = book.chapters.map { ProgramWriter.program(for: $0) }
        let isOutdated = state.withLock { $0.programs.map(\.code) != programs.map(\.code) }
        if isOutdated { supervisor.interrupt() }
    }

    // MARK: Builds

    /// - Returns: the files that the book quotes, and those that its chapters read.
    private func build() -> [URL] {
        let supervisor = Supervisor()
        do throws(BookError) {
            let (book, diagnostics) = try BookReader.read(folder: folder)
            let isWanted = state.withLock { state in
                state.supervisor = supervisor
                state.programs = book.chapters.map { ProgramWriter.program(for: $0) }
                return !state.isEnding
            }
            let read = isWanted ? build(book, diagnostics, supervisor) : []
            state.withLock { $0.supervisor = nil }
            return book.quotedFiles + read
        } catch {
            for diagnostic in error.diagnostics {
                for line in DiagnosticText(diagnostic, book: folder).lines(console) { console.error(line) }
            }
            feed.end(errors: error.diagnostics.map(LiveError.init), version: PageVersion.of(options.output))
            return []
        }
    }

    /// - Returns: the files that the chapters have read.
    private func build(_ book: Book, _ diagnostics: [Diagnostic], _ supervisor: Supervisor) -> [URL] {
        feed.begin(title: book.settings.title, chapters: book.chapters.map { .init(name: $0.name, title: $0.title) })
        let display: any BuildDisplay = console.isLive ? LiveDisplay(console) : PlainDisplay(console)
        let builder = BookBuilder(
            book: book, found: diagnostics, options: options, toolkit: toolkit, data: data.runs,
            dataDescription: data.description,
            supervisor: supervisor)
        do {
            let report = try builder.build { [feed] event in
                display.show(event)
                feed.take(event)
            }
            display.finish()
            let outcome = Outcome(of: report, in: folder, from: data, isStrict: false)
            OutcomeText(outcome: outcome).showBuild(console, address: address)
            feed.end(errors: report.errors, version: PageVersion.of(options.output))
            return report.filesRead(in: folder)
        } catch CommandError.interrupted {
            display.finish()
        } catch {
            display.finish()
            console.error("aebook: error: \(AebookCommand.description(of: error))")
            feed.end(
                errors: [LiveError(message: AebookCommand.description(of: error))],
                version: PageVersion.of(options.output))
        }
        return []
    }
}
