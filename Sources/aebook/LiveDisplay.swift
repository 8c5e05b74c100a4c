import Notebook
import Synchronization
import Transcript

/// A build at a terminal: one line for each chapter and training under way, redrawn in place; what has finished scrolls
/// up above them.
final class LiveDisplay: BuildDisplay {
    fileprivate struct State {
        var chapters: [String] = []
        var trainings: [(chapter: String, progress: TrainingProgress)] = []
        /// How many lines stand below what has scrolled up.
        var drawn = 0
    }

    private let console: Console
    private let state = Mutex(State())

    init(_ console: Console) { self.console = console }

    func show(_ event: BuildEvent) {
        state.withLock { state in
            let finished = state.take(event)
            redraw(&state, above: finished)
        }
    }

    func finish() {
        state.withLock { state in
            state.chapters = []
            state.trainings = []
            redraw(&state, above: nil)
        }
    }

    private func redraw(_ state: inout State, above finished: String?) {
        let width = console.width
        let lines = state.chapters.flatMap { chapter in
            let own = state.trainings.filter { $0.chapter == chapter }
            return own.isEmpty ? ["  \(chapter) …"] : own.map { ProgressLine($0.progress).text(width: width) }
        }
        var text = state.drawn > 0 ? "\u{1B}[\(state.drawn)A\r" : ""
        for line in (finished ?? "").split(separator: "\n") { text += line + "\u{1B}[K\n" }
        for line in lines { text += line.prefix(max(1, width - 1)) + "\u{1B}[K\n" }
        console.draw(text + "\u{1B}[J")
        state.drawn = lines.count
    }
}

extension LiveDisplay.State {
    /// Notes what has happened, and returns what is worth a line that stays.
    fileprivate mutating func take(_ event: BuildEvent) -> String? {
        switch event {
        case .waiting:
            return "another build of this book is under way; waiting for it"
        case .chapterStarted(let chapter):
            chapters.append(chapter)
            return nil
        case .training(let chapter, let progress):
            note(progress, of: chapter)
            return nil
        case .trainingFinished(let chapter, let summary):
            trainings.removeAll { $0.chapter == chapter && $0.progress.name == summary.name }
            return summary.cached ? nil : "  " + TrainingLine(summary).text
        case .wroteErrors(let chapter, let text):
            return PlainDisplay.quoted(text, of: chapter)
        case .chapterFinished(let report):
            chapters.removeAll { $0 == report.chapter }
            trainings.removeAll { $0.chapter == report.chapter }
            return nil
        }
    }

    private mutating func note(_ progress: TrainingProgress, of chapter: String) {
        if let index = trainings.firstIndex(where: { $0.chapter == chapter && $0.progress.name == progress.name }) {
            trainings[index].progress = progress
        } else {
            trainings.append((chapter, progress))
        }
    }
}

/// A training under way in one line: `vanilla-32  ━━━━━━━━────────  epoch 12/30  loss 0.0189  4.1 s left`.
struct ProgressLine {
    private let progress: TrainingProgress
    private static let nameWidth = 14

    init(_ progress: TrainingProgress) { self.progress = progress }

    func text(width: Int) -> String {
        let epochs = String(progress.epochs)
        let state = "loss \(Wording.loss(progress.loss))  \(Wording.duration(progress.remaining)) left"
        let end =
            "  epoch \(indented(String(progress.epoch), to: epochs.count))/\(epochs)  "
            + (progress.loss.isNaN ? "" : state)
        let name = "  " + padded(progress.name, to: Self.nameWidth) + "  "
        let room = min(24, width - 1 - name.count - 48)
        return name + bar(room) + end
    }

    /// Empty where there is no room for one.
    private func bar(_ width: Int) -> String {
        guard width >= 6, progress.epochs > 0 else { return "" }
        let done = width * min(progress.epoch, progress.epochs) / progress.epochs
        return String(repeating: "━", count: done) + String(repeating: "─", count: width - done)
    }
}
