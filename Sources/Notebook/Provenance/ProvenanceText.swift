import Foundation
import Transcript

/// An origin in one line, for the box that a browser shows at the mouse.
struct ProvenanceText {
    let scope: ChapterScope
    let origin: Origin

    /// `from vanilla-2, vanilla-32; data: MNIST`; empty where nothing is known.
    var line: String {
        let trainings = scope.trainings(of: origin)
        let names =
            trainings.count > 3 ? "\(trainings.count) trainings" : trainings.map(Self.brief).joined(separator: ", ")
        let parts = [names.isEmpty ? "" : "from \(names)", origin.usesData ? "data: \(scope.data.name)" : ""]
        return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    }

    private static func brief(_ training: TrainingSummary) -> String {
        "\(training.name) (seed \(training.seed), key \(key(training)))"
    }

    /// Enough of a key to find a training by.
    static func key(_ training: TrainingSummary) -> String { String(training.key.prefix(12)) }

    /// `0.4 s`, `12 s`, `2 min 5 s`
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return "?" }
        if seconds < 9.95 { return String(format: "%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
