import Digests
import Foundation
import Manuscript
import Running
import Tangling
import Transcript

/// What a build would do, without doing any of it: out of the keys of the runs that are kept.
public struct BookDryRun {
    package let book: Book
    package let cache: BookCache
    package let toolkit: Toolkit
    package let data: RunData

    public init(book: Book, toolkit: Toolkit, data: RunData) {
        self.book = book
        self.cache = BookCache(book: book.folder)
        self.toolkit = toolkit
        self.data = data
    }

    public func chapters(force: Bool = false) -> [ChapterDryRun] {
        book.chapters.map { dryRun($0, force: force) }
    }

    private func dryRun(_ chapter: Chapter, force: Bool) -> ChapterDryRun {
        let program = ProgramWriter.program(for: chapter)
        let key = RunKey(program: program, toolkit: toolkit, data: data)
        let runs = RunCache(cache, chapter: chapter.name)
        if program.isEmpty { return ChapterDryRun(chapter: chapter, decision: .noCode, last: nil, trainings: []) }
        let present = runs.run(for: key)
        let all = runs.all()
        let part = force ? nil : KnownRun.best(in: runs, for: key, program.code)
        // The run that is nearest to what would run now says most about it.
        guard let last = all.first(where: { $0.key == key }) ?? part?.stored ?? all.first else {
            return ChapterDryRun(chapter: chapter, decision: .neverRun, last: nil, trainings: new(program, known: []))
        }
        let known = zip(last.run.trainings, last.run.trainingCells).map { training, cell -> TrainingDryRun in
            let digest = SHA256.hexadecimal(fields: parts(of: training, of: last, program))
            let isKept = cell.flatMap { part?.keeps(cell: $0) } ?? false
            return TrainingDryRun(
                training, decision: force ? .forced : self.decision(of: training, digest, last, program, key, isKept),
                hasCheckpoint: FileManager.default.fileExists(atPath: cache.checkpoint(digest).path))
        }
        let changes =
            RunChanges.between(last, and: key, program.code) + runs.changedFiles(of: last.run).map(KeyChange.init)
        let decision: ChapterDryRun.Decision =
            force ? .forced : present != nil ? .unchanged : changes.isEmpty ? .failed : .changed(changes)
        let fresh = present != nil && !force ? [] : new(program, known: Set(known.map(\.name)))
        var dryRun = ChapterDryRun(chapter: chapter, decision: decision, last: last, trainings: known + fresh)
        dryRun.part = part.map { ($0.runningCells(of: program.code).count, $0.seconds(of: program.code)) }
        return dryRun
    }

    /// Trainings that the code names and that no run has had.
    private func new(_ program: ChapterProgram, known: Set<String>) -> [TrainingDryRun] {
        program.code.trainings.keys.filter { !known.contains($0) }.sorted().map { TrainingDryRun(new: $0) }
    }

    private func decision(
        of training: TrainingSummary, _ digest: String, _ last: StoredRun, _ program: ChapterProgram, _ key: RunKey,
        _ isKept: Bool
    ) -> TrainingDryRun.Decision {
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
        let ingredients = program.code.ingredients(
            engine: toolkit.engineDigest, tools: toolkit.toolsDigest, files: files(behind: training, of: last),
            isQuick: data.isQuick, hasChangedObjects: training.parts["changed objects"] != nil)
        var parts = training.parts
        parts["data"] = training.parts["data"] == last.key.data ? data.digest : training.parts["data"]
        for part in ["engine", "declarations", "tools", "code", "changed objects"] { parts[part] = nil }
        let use = CodeIngredients.Use(training: training.name, parts: training.parts)
        return parts.merging(ingredients.parts(for: use)) { $1 }
    }

    /// The digest of the files that the chapter had read: as it was, where they are as they were; nil where there were none.
    private func files(behind training: TrainingSummary, of last: StoredRun) -> String? {
        let listed = training.parts["tools"].map { DigestList(text: $0).parts }
        guard let digest = listed?[CodeIngredients.filesPart] else { return nil }
        let now = last.run.files.map { $0.now(in: book.folder) }
        return now == last.run.files ? digest : FileRead.digest(of: now)
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
