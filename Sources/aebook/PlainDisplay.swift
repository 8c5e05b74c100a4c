import Notebook
import Running
import Synchronization
import Transcript

/// A build as plain lines, for a pipe or a log: the start of each training, about every tenth epoch, and the end.
final class PlainDisplay: BuildDisplay {
    private let console: Console
    /// The epochs last told, by chapter and training.
    private let told = Mutex<[[String]: Int]>([:])

    init(_ console: Console) { self.console = console }

    func show(_ event: BuildEvent) {
        switch event {
        case .waiting: console.print("another build of this book is under way; waiting for it")
        case .chapterStarted(let chapter): console.print("\(chapter): compiling and running")
        case .training(let chapter, let progress): show(progress, of: chapter)
        case .trainingFinished(let chapter, let summary): show(summary, of: chapter)
        case .wroteErrors(let chapter, let text): console.error(PlainDisplay.quoted(text, of: chapter))
        case .chapterFinished(let report): console.print(ChapterLine(report).text)
        case .writesPages: break
        }
    }

    func finish() {}

    /// What a program wrote to standard error, each line with its chapter.
    static func quoted(_ text: String, of chapter: String) -> String {
        text.split(separator: "\n").map { "\(chapter): \($0)" }.joined(separator: "\n")
    }

    private func show(_ progress: TrainingProgress, of chapter: String) {
        guard progress.epoch < progress.epochs, isDue(progress, in: chapter) else { return }
        let state =
            progress.loss.isNaN
            ? progress.epoch == 0
                ? "begins, \(Wording.count(progress.epochs, "epoch"))"
                : "goes on after epoch \(progress.epoch) of \(progress.epochs)"
            : "epoch \(progress.epoch)/\(progress.epochs), loss \(Wording.loss(progress.loss)), "
                + "\(Wording.duration(progress.remaining)) left"
        console.print("\(chapter): \(progress.name): \(state)")
    }

    private func isDue(_ progress: TrainingProgress, in chapter: String) -> Bool {
        told.withLock { told in
            let key = [chapter, progress.name]
            let isDue = told[key].map { progress.epoch >= $0 + max(10, progress.epochs / 10) } ?? true
            if isDue { told[key] = progress.epoch / 10 * 10 }
            return isDue
        }
    }

    private func show(_ summary: TrainingSummary, of chapter: String) {
        console.print("\(chapter): \(TrainingLine(summary).text)")
    }
}

/// A finished training in one line.
struct TrainingLine {
    let text: String

    init(_ summary: TrainingSummary) {
        let end =
            summary.cached
            ? "from the store"
            : "\(Wording.count(summary.losses.count, "epoch")) in \(Wording.duration(summary.seconds))"
        let measures = summary.measures.map { "test \($0.name == "MSE" ? "" : $0.name + " ")\(Wording.loss($0.value))" }
        let best = summary.stoppedEarly ? ["the model of epoch \(summary.bestEpoch)"] : []
        let parts = ["loss \(Wording.loss(summary.finalLoss))"] + measures + [end] + best
        text = "\(summary.name): \(parts.joined(separator: ", "))"
    }
}

/// What became of a chapter in one line.
struct ChapterLine {
    let text: String

    init(_ report: ChapterReport) {
        let seconds = Wording.duration(report.run?.seconds ?? 0)
        let all = Wording.count(report.run?.cells.count ?? 0, "cell")
        let cells = report.cells.map { "\($0) of \(all) " } ?? ""
        let what =
            switch report.origin {
            case _ where report.isFailure: "failed"
            case .ran: "ran \(cells)in \(seconds)"
            case .reused: "unchanged"
            case .left: "not built yet"
            }
        text = "\(report.chapter): \(what)" + Self.trainings(report)
    }

    private static func trainings(_ report: ChapterReport) -> String {
        let all = report.run?.trainings ?? []
        let found = all.count { $0.cached }
        guard !all.isEmpty else { return "" }
        let parts = [
            all.count - found > 0 ? "\(all.count - found) run" : nil, found > 0 ? "\(found) from the store" : nil,
        ]
        return ", \(Wording.count(all.count, "training")): " + parts.compactMap { $0 }.joined(separator: ", ")
    }
}
