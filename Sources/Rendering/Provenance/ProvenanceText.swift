import Foundation
import Transcript

/// An origin in one line, for the box that a browser shows at the mouse.
struct ProvenanceText {
    let scope: ChapterScope
    let origin: Provenance

    /// `from vanilla-2 (seed 7, key 0123456789ab, 12 s, 21 November 2026, 08:30 UTC); data: MNIST`; empty where nothing
    /// is known.
    var line: String {
        let trainings = scope.trainings(of: origin)
        let source =
            switch trainings.count {
            case 0: ownRun
            case 1...3: "from " + trainings.map(Self.brief).joined(separator: ", ")
            default: "from " + Self.summary(of: trainings)
            }
        return [source, origin.usesData ? "data: \(scope.data.name)" : ""].filter { !$0.isEmpty }
            .joined(separator: "; ")
    }

    /// What no training has a part in was computed when its cell ran.
    private var ownRun: String {
        guard let run = scope.run else { return "" }
        let outcome = origin.cell.map { scope.outcome(ofCell: $0) }
        let time = outcome.flatMap { $0.state == .finished ? "in \(Self.duration($0.seconds))" : nil }
        return ["computed", time, "on \(BuildDate(date: run.date).text)"].compactMap { $0 }.joined(separator: " ")
    }

    private static func brief(_ training: TrainingSummary) -> String {
        let date = training.date.map { ", \(BuildDate(date: $0).text)" } ?? ""
        return "\(training.name) (seed \(training.seed), key \(key(training)), \(duration(training.seconds))\(date))"
    }

    /// `12 trainings (seeds 1–3; keys 012345, …; 3 min 2 s in all, the last on 21 November 2026, 08:30 UTC)`
    private static func summary(of trainings: [TrainingSummary]) -> String {
        let keys = trainings.prefix(12).map { $0.key.prefix(6) }.joined(separator: ", ")
        let rest = trainings.count > 12 ? " and \(trainings.count - 12) more" : ""
        let last = trainings.compactMap(\.date).max().map { ", the last on \(BuildDate(date: $0).text)" } ?? ""
        let time = duration(trainings.map(\.seconds).reduce(0, +))
        return "\(trainings.count) trainings (\(seeds(of: trainings)); keys \(keys)\(rest); \(time) in all\(last))"
    }

    /// `seed 7`, `seeds 1–5`, `seeds 1, 7`
    private static func seeds(of trainings: [TrainingSummary]) -> String {
        let seeds = Set(trainings.map(\.seed)).sorted()
        guard let first = seeds.first, let last = seeds.last, first < last else { return "seed \(seeds.first ?? 0)" }
        let isRange = seeds.count > 2 && last - first == UInt64(seeds.count - 1)
        if isRange { return "seeds \(first)–\(last)" }
        let rest = seeds.count > 6 ? " and \(seeds.count - 6) more" : ""
        return "seeds " + seeds.prefix(6).map(String.init).joined(separator: ", ") + rest
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
