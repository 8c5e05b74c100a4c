import Foundation
import Notebook

/// What a build would do, for editors and scripts.
struct PlanJSON: Encodable {
    /// Always true: what stands in the way of a plan is told as by a build.
    let ok = true
    let chapters: [PlannedChapter]
    /// The name of the data that the book would be built from.
    let data: String

    struct PlannedChapter: Encodable {
        let name: String
        let file: String
        /// `no-code`, `unchanged`, `never-run`, `failed`, `forced` or `changed`.
        let state: String
        let runs: Bool
        /// The parts that have changed, such as `data` or `cell 3`.
        let changes: [String]?
        /// About how long it takes without trainings; absent where it does not run, or has never run.
        let seconds: Double?
        let trainings: [PlannedTraining]
    }

    struct PlannedTraining: Encodable {
        let name: String
        /// `stored`, `lost`, `forced`, `new`, `changed`, or `unknown` where only the run can tell.
        let state: String
        let changes: [String]?
        /// The duration of the last time.
        let seconds: Double?
        let hasCheckpoint: Bool
    }

    init(_ dryRuns: [ChapterDryRun], data: String) {
        chapters = dryRuns.map(PlannedChapter.init)
        self.data = data
    }

    private enum CodingKeys: CodingKey { case ok, chapters, data }
}

extension PlanJSON.PlannedChapter {
    fileprivate init(_ dryRun: ChapterDryRun) {
        let (state, changes): (String, [KeyChange]?) =
            switch dryRun.decision {
            case .noCode: ("no-code", nil)
            case .unchanged: ("unchanged", nil)
            case .neverRun: ("never-run", nil)
            case .failed: ("failed", nil)
            case .forced: ("forced", nil)
            case .changed(let changes): ("changed", changes)
            }
        self.init(
            name: dryRun.chapter.name, file: dryRun.chapter.file, state: state, runs: dryRun.isRun,
            changes: changes?.map(\.part), seconds: dryRun.isRun ? dryRun.seconds : nil,
            trainings: dryRun.trainings.map(PlanJSON.PlannedTraining.init))
    }
}

extension PlanJSON.PlannedTraining {
    fileprivate init(_ dryRun: TrainingDryRun) {
        let (state, changes): (String, [KeyChange]?) =
            switch dryRun.decision {
            case .stored: ("stored", nil)
            case .lost: ("lost", nil)
            case .forced: ("forced", nil)
            case .new: ("new", nil)
            case .changed(let changes): ("changed", changes)
            case .unknown(let changes): ("unknown", changes)
            }
        self.init(
            name: dryRun.name, state: state, changes: changes?.map(\.part), seconds: dryRun.seconds,
            hasCheckpoint: dryRun.hasCheckpoint)
    }
}
