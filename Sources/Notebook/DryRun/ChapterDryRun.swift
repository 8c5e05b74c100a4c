import Foundation
import Manuscript
import Running
import Transcript
import Workers

/// What a build would do with a chapter.
public struct ChapterDryRun: Sendable {
    public enum Decision: Equatable, Sendable {
        case noCode, unchanged, neverRun, forced
        /// It would run again because its last run failed, or because that run is damaged.
        case failed
        case changed([KeyChange])
    }

    public let chapter: Chapter
    public let decision: Decision
    /// The run that is compared with.
    public let last: StoredRun?
    /// Those of the last run, and those that only the code names.
    public let trainings: [TrainingDryRun]

    /// How many cells would run, and about how many seconds that takes without trainings; nil where all would.
    public internal(set) var part: (cells: Int, seconds: Double)?

    public var isRun: Bool {
        switch decision {
        case .noCode, .unchanged: false
        case .neverRun, .forced, .failed, .changed: true
        }
    }

    /// Seconds for compiling and running without the trainings, as long as the last run took; nil where there is none.
    public var seconds: Double? { part?.seconds ?? last?.run.wholeSeconds }

    /// The least and the most seconds that the trainings may take on so many cores, as far as earlier ones tell.
    public func trainingSeconds(threads: Int) -> (least: Double, most: Double) {
        let certain = trainings.filter(\.isCertain).compactMap(\.seconds)
        let possible = trainings.filter { $0.decision != .stored }.compactMap(\.seconds)
        func together(_ all: [Double]) -> Double { max(all.max() ?? 0, all.reduce(0, +) / Double(max(1, threads))) }
        return isRun ? (together(certain), together(possible)) : (0, 0)
    }
}

/// What a build would do with a training, if it ran the training's chapter.
public struct TrainingDryRun: Sendable {
    public enum Decision: Equatable, Sendable {
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
    public let decision: Decision
    /// The duration of the last time; nil where there was none.
    public let seconds: Double?
    /// True where a checkpoint of this very training was left by a build that ended early.
    public let hasCheckpoint: Bool

    package init(_ training: TrainingSummary, decision: Decision, hasCheckpoint: Bool) {
        name = training.name
        self.decision = decision
        seconds = training.seconds
        self.hasCheckpoint = hasCheckpoint
    }

    package init(new name: String) {
        (self.name, decision, seconds, hasCheckpoint) = (name, .new, nil, false)
    }

    /// True where the training is sure to run.
    public var isCertain: Bool {
        switch decision {
        case .lost, .forced, .changed, .new: true
        case .stored, .unknown: false
        }
    }
}
