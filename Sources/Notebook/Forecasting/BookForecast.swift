import Digests
import Foundation
import Transcript

/// What a build would do, without doing any of it: out of the keys of the runs that are kept.
public struct BookForecast {
    let book: Book
    let cache: BookCache
    let toolkit: Toolkit
    let data: RunData

    public init(book: Book, toolkit: Toolkit, data: RunData) {
        self.book = book
        self.cache = BookCache(book: book.folder)
        self.toolkit = toolkit
        self.data = data
    }

    public func chapters(force: Bool = false) -> [ChapterForecast] {
        book.chapters.map { forecast($0, force: force) }
    }

    private func forecast(_ chapter: Chapter, force: Bool) -> ChapterForecast {
        let program = ProgramWriter.program(for: chapter)
        let key = RunKey(program: program, toolkit: toolkit, data: data)
        let runs = RunCache(cache, chapter: chapter.name)
        if program.isEmpty { return ChapterForecast(chapter: chapter, state: .noCode, last: nil, trainings: []) }
        let present = runs.run(for: key)
        let all = runs.all()
        let part = force ? nil : KnownRun.best(in: runs, for: key, program.code)
        // The run that is nearest to what would run now says most about it.
        guard let last = all.first(where: { $0.key == key }) ?? part?.stored ?? all.first else {
            return ChapterForecast(chapter: chapter, state: .neverRun, last: nil, trainings: new(program, known: []))
        }
        let known = zip(last.run.trainings, last.run.trainingCells).map { training, cell -> TrainingForecast in
            let digest = SHA256.hexadecimal(fields: parts(of: training, of: last, program))
            let isKept = cell.flatMap { part?.keeps(cell: $0) } ?? false
            return TrainingForecast(
                training, state: force ? .forced : self.state(of: training, digest, last, program, key, isKept),
                hasCheckpoint: FileManager.default.fileExists(atPath: cache.checkpoint(digest).path))
        }
        let changes =
            RunChanges.between(last, and: key, program.code) + runs.changedFiles(of: last.run).map(KeyChange.init)
        let state: ChapterForecast.State =
            force ? .forced : present != nil ? .unchanged : changes.isEmpty ? .failed : .changed(changes)
        let fresh = present != nil && !force ? [] : new(program, known: Set(known.map(\.name)))
        var forecast = ChapterForecast(chapter: chapter, state: state, last: last, trainings: known + fresh)
        forecast.part = part.map { ($0.runningCells(of: program.code).count, $0.seconds(of: program.code)) }
        return forecast
    }

    /// Trainings that the code names and that no run has had.
    private func new(_ program: ChapterProgram, known: Set<String>) -> [TrainingForecast] {
        program.code.trainings.keys.filter { !known.contains($0) }.sorted().map { TrainingForecast(new: $0) }
    }

    private func state(
        of training: TrainingSummary, _ digest: String, _ last: StoredRun, _ program: ChapterProgram, _ key: RunKey,
        _ isKept: Bool
    ) -> TrainingForecast.State {
        let parts = parts(of: training, of: last, program)
        let isSame =
            isKept || last.code.pieces == program.code.pieces
            || last.code.trainings[training.name].map { $0 == program.code.trainings[training.name] } ?? false
        guard isSame else { return .unknown(RunChanges.between(last, and: key, program.code)) }
        var changes = RunChanges.between(training.parts, and: parts)
        if last.key.processor != key.processor {
            changes.append(KeyChange("processor", last.key.processor, key.processor))
        }
        let isStored = FileManager.default.fileExists(atPath: cache.training(digest).path)
        if isStored && last.key.processor == key.processor { return .stored }
        return changes.isEmpty ? .lost : .changed(changes)
    }

    /// The parts of the key that this training has now, if its code gives the same model and plan as it did.
    private func parts(
        of training: TrainingSummary, of last: StoredRun, _ program: ChapterProgram
    ) -> [String: String] {
        var parts = training.parts
        parts["data"] = data.digest
        parts["engine"] = toolkit.engineDigest
        if let declarations = parts["declarations"] {
            parts["declarations"] = program.code.declarations(like: declarations)
            parts["tools"] = toolkit.toolsDigest + files(behind: training, of: last)
        }
        if parts["code"] != nil { parts["code"] = program.code.trainings[training.name] ?? program.code.digest }
        return parts
    }

    /// What of that stands for the files that the chapter had read: as it was, where they are as they were.
    private func files(behind training: TrainingSummary, of last: StoredRun) -> String {
        guard let digest = training.parts["tools"].flatMap({ DigestList(text: $0).parts[FileRead.part] }) else {
            return ""
        }
        let now = last.run.files.map { FileRead($0.path, isListing: $0.isListing, in: book.folder) }
        return ", \(FileRead.part) \(now == last.run.files ? digest : FileRead.digest(of: now))"
    }

    /// What changed when a training was done last: its key against that of the run before, by the same name.
    ///
    /// Nil where no other result of this name is known.
    public func history(of training: String) -> (since: Date, changes: [KeyChange])? {
        let runs = book.chapters.flatMap { RunCache(cache, chapter: $0.name).all() }.sorted {
            $0.run.date > $1.run.date
        }
        let all = runs.flatMap { run in run.run.trainings.filter { $0.name == training }.map { (run.run.date, $0) } }
        guard let (_, newest) = all.first, let (date, former) = all.first(where: { $0.1.key != newest.key }) else {
            return nil
        }
        return (date, RunChanges.between(former.parts, and: newest.parts))
    }
}

/// What a build would do with a chapter.
public struct ChapterForecast: Sendable {
    public enum State: Equatable, Sendable {
        case noCode, unchanged, neverRun, forced
        /// It would run again because its last run failed, or because that run is damaged.
        case failed
        case changed([KeyChange])
    }

    public let chapter: Chapter
    public let state: State
    /// The run that is compared with.
    public let last: StoredRun?
    /// Those of the last run, and those that only the code names.
    public let trainings: [TrainingForecast]

    /// How many cells would run, and about how many seconds that takes without trainings; nil where all would.
    public internal(set) var part: (cells: Int, seconds: Double)?

    public var isRun: Bool {
        switch state {
        case .noCode, .unchanged: false
        case .neverRun, .forced, .failed, .changed: true
        }
    }

    /// Seconds for compiling and running without the trainings, as long as the last run took; nil where there is none.
    public var seconds: Double? { part?.seconds ?? last?.run.wholeSeconds }

    /// The least and the most seconds that the trainings may take on so many cores, as far as earlier ones tell.
    public func trainingSeconds(threads: Int) -> (least: Double, most: Double) {
        let certain = trainings.filter(\.isCertain).compactMap(\.seconds)
        let possible = trainings.filter { $0.state != .stored }.compactMap(\.seconds)
        func together(_ all: [Double]) -> Double { max(all.max() ?? 0, all.reduce(0, +) / Double(max(1, threads))) }
        return isRun ? (together(certain), together(possible)) : (0, 0)
    }
}

/// What a build would do with a training, if it ran the training's chapter.
public struct TrainingForecast: Sendable {
    public enum State: Equatable, Sendable {
        /// Its result is there.
        case stored
        /// Its result is no longer there.
        case lost
        case forced
        case changed([KeyChange])
        /// Its code has changed: only its run can tell.
        case unknown([KeyChange])
        /// Only the code names it.
        case new
    }

    public let name: String
    public let state: State
    /// The duration of the last time; nil where there was none.
    public let seconds: Double?
    /// True where a checkpoint of this very training was left by a build that ended early.
    public let hasCheckpoint: Bool

    init(_ training: TrainingSummary, state: State, hasCheckpoint: Bool) {
        name = training.name
        self.state = state
        seconds = training.seconds
        self.hasCheckpoint = hasCheckpoint
    }

    init(new name: String) {
        (self.name, state, seconds, hasCheckpoint) = (name, .new, nil, false)
    }

    /// True where the training is sure to run.
    public var isCertain: Bool {
        switch state {
        case .lost, .forced, .changed, .new: true
        case .stored, .unknown: false
        }
    }
}
