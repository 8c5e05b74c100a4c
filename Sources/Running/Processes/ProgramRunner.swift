import Foundation
import Manuscript
import Tangling
import Transcript

/// Runs chapter programs and reads what they say.
public struct ProgramRunner: Sendable {
    private let supervisor: Supervisor
    /// Where a program runs: the book's folder.
    private let folder: URL
    /// Seconds that a cell may compute; nil for any number.
    private let timeout: Double?

    public init(folder: URL, supervisor: Supervisor, timeout: Double? = nil) {
        self.folder = folder
        self.supervisor = supervisor
        self.timeout = timeout
    }

    /// Runs a program to its end, or to where it fails.
    ///
    /// - Parameters:
    ///   - workFolder: gets the request and, after a crash, the backtrace.
    ///   - onRecord: hears of trainings while they go on.
    /// - Returns: the run, and the text that the program wrote to standard error.
    /// - Throws: ``CommandError`` where it cannot be started or the user has interrupted it.
    public func run(
        _ executable: URL, of program: ChapterProgram, request: RunRequest, workFolder: URL,
        onRecord: (TranscriptRecord) -> Void
    ) throws -> (run: ChapterRun, errors: String) {
        let requestFile = workFolder.appendingPathComponent("request.json")
        let backtraceFile = try BacktraceFile(in: workFolder)
        try request.write(to: requestFile)
        let command = Command(
            executable, [requestFile.path], environment: ProgramEnvironment.variables(backtrace: backtraceFile.path),
            folder: folder)
        let start = ContinuousClock.now
        var reader = TranscriptReader()
        var collector = TranscriptCollector(
            cellCount: program.cellCount, inlineValueCount: program.inlineValueCount,
            claimCount: program.claimCount)
        var clock = CellClock(limit: timeout.map { .seconds($0) })
        func take(_ items: [TranscriptReader.Item]) {
            for item in items {
                collector.add(item)
                guard case .record(let record) = item else { continue }
                clock.note(record)
                onRecord(record)
            }
        }
        let end = try supervisor.run(command) {
            clock.deadline
        } onOutput: {
            take(reader.read($0))
        }
        take(reader.finish())
        let errors = String(decoding: end.errors, as: UTF8.self)
        let status = end.status.told(by: errors)
        var failure: RunFailure?
        if status != .exited(0) || !collector.isFinished {
            if supervisor.isInterrupted { throw CommandError.interrupted }
            let report = CrashReport(
                status: status, errors: errors, backtrace: backtraceFile.text, chapter: program.file,
                memory: end.memory,
                timeout: timeout)
            failure = self.failure(report, collector, program)
            collector.fail()
        }
        var run = ChapterRun(
            cells: collector.cells, inlineTexts: collector.inlineTexts, claims: collector.claims,
            trainings: collector.trainings, failure: failure, figureFolder: URL(fileURLWithPath: request.figureFolder),
            seconds: start.duration(to: .now) / .seconds(1), date: Date())
        run.measuredValues = collector.measuredValues
        run.trainingCells = collector.trainingCells
        run.environment = collector.environment
        run.trainingSeconds = collector.trainingSeconds
        run.changesObjectsInProse = collector.changesObjectsInProse
        run.files = collector.files
        return (run, errors)
    }

    private func failure(
        _ report: CrashReport, _ collector: TranscriptCollector, _ program: ChapterProgram
    ) -> RunFailure {
        let place = report.location ?? SourceLocation(file: program.file, line: collector.currentLine ?? 1)
        let diagnostic = Diagnostic(code: report.kind.code, at: place, report.message, help: report.help)
        return RunFailure(kind: report.kind, cell: collector.currentCell, diagnostics: [diagnostic])
    }
}
