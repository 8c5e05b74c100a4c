import Foundation
import Transcript

/// Brings one chapter's run about: from an earlier build where nothing has changed, else by compiling and running.
struct ChapterBuilder: Sendable {
    let folder: URL
    let cache: BookCache
    let toolkit: Toolkit
    let data: RunData
    let threads: Int
    /// True to run the chapter and its trainings whatever is known of them.
    let force: Bool
    let supervisor: Supervisor
    let onEvent: @Sendable (BuildEvent) -> Void

    /// - Throws: ``CommandError/interrupted``, or an error of the file system.
    func build(_ program: ChapterProgram) throws -> ChapterReport {
        let runs = RunCache(cache, chapter: program.chapter)
        let key = RunKey(program: program, toolkit: toolkit, data: data)
        if !force, program.errors.isEmpty, let run = runs.reuse(key) {
            return ChapterReport(chapter: program.chapter, file: program.file, origin: .reused, run: run)
        }
        let start = ContinuousClock.now
        onEvent(.chapterStarted(program.chapter))
        let (making, figures) = try runs.begin()
        defer { making.discard() }
        var run = try run(program, in: making.folder, figures: figures)
        run.seconds = start.duration(to: .now) / .seconds(1)
        run = try runs.keep(run, for: key, data: data, from: making)
        return ChapterReport(chapter: program.chapter, file: program.file, origin: .ran, run: run)
    }

    /// What stands of a chapter that shall not run now: an earlier run, if it is one of exactly this chapter.
    func recall(_ program: ChapterProgram) -> ChapterReport {
        let key = RunKey(program: program, toolkit: toolkit, data: data)
        let run = program.errors.isEmpty ? RunCache(cache, chapter: program.chapter).run(for: key) : nil
        return ChapterReport(
            chapter: program.chapter, file: program.file, origin: run == nil ? .left : .reused, run: run)
    }

    private func run(_ program: ChapterProgram, in work: URL, figures: URL) throws -> ChapterRun {
        let compiler = ProgramCompiler(toolkit: toolkit, cache: cache, supervisor: supervisor)
        switch try compiler.compile(program) {
        case .errors(let errors):
            return failedRun(of: program, errors: errors, figures: figures)
        case .program(let executable):
            let runner = ProgramRunner(folder: folder, supervisor: supervisor)
            let (run, errors) = try runner.run(
                executable, of: program, request: request(for: program, figures: figures), workFolder: work
            ) { record in announce(record, of: program.chapter) }
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

    private func request(for program: ChapterProgram, figures: URL) -> RunRequest {
        RunRequest(
            chapter: program.chapter, dataFolder: data.folder.path, dataName: data.name, dataDigest: data.digest,
            storeFolder: cache.store.path, figureFolder: figures.path, engineDigest: toolkit.engineDigest,
            declarationsDigest: program.declarationsDigest, threads: threads, force: force)
    }

    private func failedRun(of program: ChapterProgram, errors: [Diagnostic], figures: URL) -> ChapterRun {
        let cell = errors.lazy.compactMap { program.cell(at: $0.location.line) }.first
        var cells = Array(repeating: CellOutcome(state: .notRun), count: program.cellCount)
        if let cell { cells[cell].state = .failed }
        return ChapterRun(
            cells: cells, inlineTexts: Array(repeating: nil, count: program.inlineValueCount), trainings: [],
            failure: RunFailure(kind: .compileError, cell: cell, diagnostics: errors), figureFolder: figures,
            seconds: 0, date: Date())
    }
}
