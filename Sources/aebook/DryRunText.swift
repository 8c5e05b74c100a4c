import Foundation
import Notebook

/// What a build would do, and why, in words.
enum DryRunText {
    // MARK: `aebook why`

    /// Why a chapter would run, or that it would not.
    static func lines(_ chapter: ChapterDryRun) -> [String] {
        let name = chapter.chapter.name
        switch chapter.decision {
        case .noCode: return ["\(name) has no code to run"]
        case .unchanged: return ["\(name) is up to date\(since(chapter))"]
        case .neverRun: return ["\(name) has never been run"]
        case .failed: return ["\(name) failed in its last run\(since(chapter)), and nothing has changed since"]
        case .forced: return ["\(name) would be run whatever is known of it"]
        case .changed(let changes): return ["\(name) has changed since it was run\(since(chapter)):"] + lines(changes)
        }
    }

    /// Why a training would be run, or what has changed when it was run last.
    static func lines(
        _ training: TrainingDryRun, in chapter: ChapterDryRun, history: (since: Date, changes: [KeyChange])?
    ) -> [String] {
        let name = training.name
        switch training.decision {
        case .stored:
            let former = history.map { history in
                ["it is not the result of the build of \(date(history.since)), because these have changed since:"]
                    + lines(history.changes)
            }
            let place = chapter.isRun ? "; its chapter \(chapter.chapter.name) has changed, but nothing of it" : ""
            return ["\(name) is up to date\(place)"] + (former ?? [])
        case .lost: return ["\(name) would be trained again: its result is no longer in the store"]
        case .forced: return ["\(name) would be trained whatever is known of it"]
        case .new: return ["\(name) has never been run; \(chapter.chapter.name) names it"]
        case .changed(let changes):
            return ["\(name) would be trained again, because these have changed since its result was kept:"]
                + lines(changes)
        case .unknown(let changes):
            return ["\(name) may be trained again: code that it depends on has changed since its result was kept:"]
                + lines(changes)
        }
    }

    private static func lines(_ changes: [KeyChange]) -> [String] {
        changes.map { "  \($0.part): \($0.old) → \($0.new)" }
    }

    private static func since(_ chapter: ChapterDryRun) -> String {
        chapter.last.map { " on \(date($0.run.date))" } ?? ""
    }

    private static func date(_ date: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_GB")
        format.dateFormat = "d MMM yyyy, HH:mm"
        return format.string(from: date)
    }

    // MARK: `aebook build --plan`

    /// What a build would run.
    static func plan(_ chapters: [ChapterDryRun], threads: Int) -> [String] {
        let lines = chapters.flatMap { plan($0, threads: threads) }
        let running = chapters.filter(\.isRun)
        guard !running.isEmpty else { return lines + ["nothing would run; only the pages would be written"] }
        let own = running.compactMap(\.seconds).reduce(0, +)
        let waits = running.map { $0.trainingSeconds(threads: threads) }
        let (least, most) = (waits.map(\.least).reduce(own, +), waits.map(\.most).reduce(own, +))
        let unknown = running.contains { chapter in
            chapter.seconds == nil || chapter.trainings.contains { $0.decision != .stored && $0.seconds == nil }
        }
        let length =
            most - least < 0.5
            ? "about \(Wording.duration(most))" : "between \(Wording.duration(least)) and \(Wording.duration(most))"
        let caveat = unknown ? ", and what has never run, of which no duration is known" : ""
        return lines + ["\(Wording.count(running.count, "chapter")) would run: \(length)\(caveat)"]
    }

    private static func plan(_ chapter: ChapterDryRun, threads: Int) -> [String] {
        let name = chapter.chapter.name
        guard chapter.isRun else {
            return ["\(name): \(chapter.decision == .noCode ? "no code" : "unchanged")"]
        }
        let time = chapter.seconds.map { ", about \(Wording.duration($0)) without trainings" } ?? ""
        let part = chapter.part.map { " \($0.cells) of \(Wording.count(chapter.chapter.cells.count, "cell"))" } ?? ""
        let first = "\(name): would run\(part) (\(reason(chapter.decision)))\(time)"
        let unnamed = chapter.last == nil ? ["  other trainings, if it has any, are not known before it runs"] : []
        return [first] + chapter.trainings.map { "  \($0.name): \(plan($0))" } + unnamed
    }

    private static func plan(_ training: TrainingDryRun) -> String {
        let time = training.seconds.map { ", about \(Wording.duration($0))" } ?? ""
        let part = training.hasCheckpoint ? " from its checkpoint on" : ""
        switch training.decision {
        case .stored: return "from the store"
        case .lost: return "would be trained\(part) (its result is no longer there)\(time)"
        case .forced: return "would be trained\(time)"
        case .new: return "would be trained\(part) (it is new); its duration is not known"
        case .changed(let changes): return "would be trained\(part) (\(brief(changes)))\(time)"
        case .unknown: return "not known before it runs: its code has changed; if it is trained\(time)"
        }
    }

    private static func reason(_ decision: ChapterDryRun.Decision) -> String {
        switch decision {
        case .changed(let changes): brief(changes)
        case .neverRun: "it has never run"
        case .failed: "its last run failed"
        case .forced: "--force"
        case .noCode, .unchanged: ""
        }
    }

    private static func brief(_ changes: [KeyChange]) -> String {
        let parts = changes.map(\.part)
        let rest = parts.count > 3 ? " and \(parts.count - 3) more" : ""
        return parts.prefix(3).joined(separator: ", ") + rest + " changed"
    }
}
