import Dispatch
import Foundation
import Manuscript
import Notebook
import Reading
import Running
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
        var build: BuildUnderWay?
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
            state.build?.supervisor.interrupt()
        }
        watch.interrupt()
        feed.board.close()
        news.signal()
    }

    private func watchBook(quoted files: [URL]) throws {
        let chapters = folder.appendingPathComponent("chapters")
        // The folder itself may be replaced as a whole.
        try watch.watch(files: [chapters] + files)
        if BookLocation.isFolder(chapters) { try watch.watch(chapters, except: options.output) }
    }

    private func tell(_ changed: [URL]) {
        guard !changed.isEmpty else { return }
        console.print("changed: \(changed.map(BookLocation.brief).joined(separator: ", "))")
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
            meetChange()
            if isNew { news.signal() }
        }
    }

    private func meetChange() {
        guard let build = state.withLock({ $0.build }), let (book, found) = try? BookReader.read(folder: folder)
        else { return }
        build.meet(book) { finished in
            guard (try? builder(of: book, found, build).writeProvisionalPages(finished: finished)) != nil else {
                return
            }
            feed.stand(version: PageVersion.of(options.output))
        }
    }

    // MARK: Builds

    /// - Returns: the files that the book quotes, shows and links to, and those that its chapters read.
    private func build() -> [URL] {
        do throws(BookError) {
            let (book, diagnostics) = try BookReader.read(folder: folder)
            let build = BuildUnderWay(of: book)
            let isWanted = state.withLock { state in
                state.build = build
                return !state.isEnding
            }
            let read = isWanted ? run(build, of: book, diagnostics) : []
            state.withLock { $0.build = nil }
            return book.namedFiles + read
        } catch {
            console.show(error.diagnostics, of: folder)
            feed.end(errors: error.diagnostics.map(LiveError.init), version: PageVersion.of(options.output))
            return []
        }
    }

    private func builder(of book: Book, _ found: [Diagnostic], _ build: BuildUnderWay) -> BookBuilder {
        BookBuilder(
            book: book, found: found, options: options, toolkit: toolkit, data: data.runs,
            dataDescription: data.description, supervisor: build.supervisor)
    }

    /// - Returns: the files that the chapters have read.
    private func run(_ build: BuildUnderWay, of book: Book, _ diagnostics: [Diagnostic]) -> [URL] {
        feed.begin(title: book.settings.title, chapters: book.chapters.map { .init(name: $0.name, title: $0.title) })
        let display: any BuildDisplay = console.isLive ? LiveDisplay(console) : PlainDisplay(console)
        do {
            let report = try builder(of: book, diagnostics, build).build { [feed] event in
                display.show(event)
                feed.take(event)
                build.take(event)
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
