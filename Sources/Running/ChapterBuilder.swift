import Foundation
import Manuscript
import Tangling
import Transcript

/// Brings one chapter's run about: from an earlier build where nothing has changed, else by compiling and running.
package struct ChapterBuilder: Sendable {
    package let folder: URL
    package let cache: BookCache
    package let toolkit: Toolkit
    package let data: RunData
    package let isOptimized: Bool
    package let threads: Int
    /// True to run the chapter and its trainings whatever is known of them.
    package let force: Bool
    /// Seconds that a cell may compute; nil for any number.
    package let timeout: Double?
    package let watchedImages: Int
    package let supervisor: Supervisor
    package let onEvent: @Sendable (BuildEvent) -> Void

    package init(
        folder: URL, cache: BookCache, toolkit: Toolkit, data: RunData, isOptimized: Bool, threads: Int, force: Bool,
        timeout: Double?, watchedImages: Int, supervisor: Supervisor, onEvent: @escaping @Sendable (BuildEvent) -> Void
    ) {
        self.folder = folder
        self.cache = cache
        self.toolkit = toolkit
        self.data = data
        self.isOptimized = isOptimized
        self.threads = threads
        self.force = force
        self.timeout = timeout
        self.watchedImages = watchedImages
        self.supervisor = supervisor
        self.onEvent = onEvent
    }

    /// - Throws: ``CommandError/interrupted``, or an error of the file system.
    package func build(_ chapter: Chapter) throws -> ChapterReport {
        let program = ProgramWriter.program(for: chapter)
        if program.isEmpty {
            return ChapterReport(chapter: chapter.name, file: chapter.file, origin: .reused, run: emptyRun(program))
        }
        let runs = RunCache(cache, chapter: chapter.name)
        let key = RunKey(program: program, toolkit: toolkit, data: data)
        if !force, let run = runs.reuse(key) {
            cache.touchTrainings(of: run)
            return ChapterReport(
                chapter: chapter.name, file: chapter.file, origin: .reused, run: run.moved(to: program.stepLines))
        }
        let start = ContinuousClock.now
        onEvent(.chapterStarted(chapter.name))
        let (making, figures) = try runs.begin()
        defer { making.discard() }
        let known = force ? nil : KnownRun.best(in: runs, for: key, program.code)
        let sliced = try known.flatMap {
            try self.run($0, of: program, for: chapter, in: making.folder, figures: figures)
        }
        var run = try sliced ?? self.run(chapter, in: making.folder, figures: figures)
        run.seconds = start.duration(to: .now) / .seconds(1)
        if sliced == nil { run.wholeSeconds = max(0, run.seconds - run.trainingSeconds) }
        run.stepLines = program.stepLines
        run = try runs.keep(run, for: key, code: program.code, data: data, from: making)
        var report = ChapterReport(chapter: chapter.name, file: chapter.file, origin: .ran, run: run)
        report.cells = sliced == nil ? nil : known?.runningCells(of: program.code).count
        return report
    }

    /// A file that a good run has read and that is another one by now: its results are not those of this book.
    package func changedFile(of report: ChapterReport) -> String? {
        guard let run = report.run, run.failure == nil, report.origin != .left else { return nil }
        return RunCache(cache, chapter: report.chapter).changedFiles(of: run).first?.then.path
    }

    /// What is wrong with a chapter one of whose files does not come to rest.
    package func unrest(of report: ChapterReport) -> String? {
        changedFile(of: report).map {
            "\($0) changes while the book is built: what the chapter has read of it is out of date"
        }
    }

    /// What stands of a chapter that shall not run now: an earlier run, if it is one of exactly this chapter.
    package func recall(_ chapter: Chapter) -> ChapterReport {
        let program = ProgramWriter.program(for: chapter)
        let key = RunKey(program: program, toolkit: toolkit, data: data)
        let run = program.isEmpty ? emptyRun(program) : RunCache(cache, chapter: chapter.name).run(for: key)
        return ChapterReport(
            chapter: chapter.name, file: chapter.file, origin: run == nil ? .left : .reused,
            run: run?.moved(to: program.stepLines))
    }

    /// Runs a chapter. Where a cell fails that says `error: true`, the chapter runs again without this cell, which
    /// costs no training twice.
    private func run(_ chapter: Chapter, in work: URL, figures: URL) throws -> ChapterRun {
        var expected: [Int: ExpectedFailure] = [:]
        while true {
            let program = ProgramWriter.program(for: chapter, leavingOut: Set(expected.keys))
            let run = try run(program, in: work, figures: figures, force: force && expected.isEmpty)
            guard let failure = run.failure, failure.kind.canBeMeant, let cell = failure.cell,
                chapter.cells[cell].options.error, expected[cell] == nil
            else { return run.with(expected, columns: SourceColumns(chapter.source)) }
            expected[cell] = ExpectedFailure(
                failure: failure.within(program.cellLines[cell]), outputs: run.cells[cell].outputs)
        }
    }

    package func run(_ program: ChapterProgram, in work: URL, figures: URL, force: Bool) throws -> ChapterRun {
        let compiler = ProgramCompiler(
            toolkit: toolkit, cache: cache, supervisor: supervisor, isOptimized: isOptimized)
        switch try compiler.compile(program) {
        case .errors(let errors, let warnings):
            return failedRun(of: program, errors: errors, warnings: warnings, figures: figures)
        case .program(let executable, let warnings):
            // Asked before, so that no run is kept without it because the work was interrupted at its end.
            let version = try toolkit.toolchain.version(supervisor, in: work)
            let runner = ProgramRunner(folder: folder, supervisor: supervisor, timeout: timeout)
            var (run, errors) = try runner.run(
                executable, of: program, request: request(for: program, figures: figures, force: force),
                workFolder: work
            ) { record in announce(record, of: program.chapter) }
            run.warnings = warnings
            run.environment?.toolchain = version
            if run.failure == nil, !errors.isEmpty { onEvent(.wroteErrors(program.chapter, errors)) }
            return run
        }
    }

    private func announce(_ record: TranscriptRecord, of chapter: String) {
        switch record {
        case .trainingProgress(let progress): onEvent(.training(chapter, progress))
        case .trainingFinished(let summary): onEvent(.trainingFinished(chapter, summary))
        default: break
        }
    }

    /// Seconds of training from one checkpoint to the next: the variable `AEBOOK_CHECKPOINT_INTERVAL`, or two.
    private static let checkpointInterval =
        ProcessInfo.processInfo.environment["AEBOOK_CHECKPOINT_INTERVAL"].flatMap { Double($0) } ?? 2

    private func request(for program: ChapterProgram, figures: URL, force: Bool) -> RunRequest {
        var request = RunRequest(
            program, toolkit: toolkit, data: data, cache: cache, figures: figures, threads: threads, force: force)
        request.watchedImages = watchedImages
        request.checkpointInterval = Self.checkpointInterval
        return request
    }

    private func failedRun(
        of program: ChapterProgram, errors: [Diagnostic], warnings: [Diagnostic], figures: URL
    ) -> ChapterRun {
        var run = emptyRun(program)
        let cell = errors.lazy.compactMap { program.cell(at: $0.location.line) }.first
        if let cell { run.cells[cell].state = .failed }
        run.failure = RunFailure(kind: .compileError, cell: cell, diagnostics: errors)
        run.warnings = warnings
        run.figureFolder = figures
        return run
    }

    /// A run in which nothing has happened yet; for a chapter without a program all that there is to do.
    package func emptyRun(_ program: ChapterProgram) -> ChapterRun {
        var run = ChapterRun.empty
        run.cells = Array(repeating: CellOutcome(state: .notRun), count: program.cellCount)
        run.inlineTexts = Array(repeating: nil, count: program.inlineValueCount)
        run.claims = Array(repeating: nil, count: program.claimCount)
        run.figureFolder = cache.runs(of: program.chapter)
        return run
    }
}
