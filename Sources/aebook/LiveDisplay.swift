import Notebook
import Running
import Synchronization
import Transcript

/// A build at a terminal: one line for each chapter and training under way, redrawn in place; what has finished scrolls
/// up above them.
final class LiveDisplay: BuildDisplay {
    fileprivate struct State {
        var chapters: [String] = []
        var trainings: [(chapter: String, progress: TrainingProgress)] = []
        /// The lengths of the lines that stand below what has scrolled up.
        var drawn: [Int] = []
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
        let (width, height) = console.size
        let lines = fitting(state.lines(width: width), height: height).map { String($0.prefix(max(1, width - 1))) }
        // A terminal that has become narrower since has wrapped what was drawn.
        let rows = state.drawn.reduce(0) { $0 + max(1, ($1 + width - 1) / width) }
        var text = rows > 0 ? "\u{1B}[\(min(rows, height - 1))A\r" : ""
        for line in (finished ?? "").split(separator: "\n") { text += line + "\u{1B}[K\n" }
        for line in lines { text += line + "\u{1B}[K\n" }
        console.draw(text + "\u{1B}[J")
        state.drawn = lines.map(\.count)
    }

    /// Lines that would scroll out of the terminal could not be redrawn.
    private func fitting(_ lines: [String], height: Int) -> [String] {
        let room = max(1, height - 2)
        guard lines.count > room else { return lines }
        return lines.prefix(room - 1) + ["  … and \(lines.count - room + 1) more"]
    }
}

extension LiveDisplay.State {
    /// A line for each chapter and training under way.
    fileprivate func lines(width: Int) -> [String] {
        chapters.flatMap { chapter in
            let own = trainings.filter { $0.chapter == chapter }
            return own.isEmpty ? ["  \(chapter) …"] : own.map { ProgressLine($0.progress).text(width: width) }
        }
    }

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
        case .writesPages:
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

    /// What a narrow terminal has no room for goes in this order: the bar, the blanks after the name, the time left.
    func text(width: Int) -> String {
        let (name, bare) = ("  " + padded(progress.name, to: Self.nameWidth), "  " + progress.name)
        let whole = "  " + state + loss + timeLeft
        let room = width - 1
        let bar = bar(min(24, room - name.count - 2 - Self.restWidth))
        if !bar.isEmpty { return name + "  " + bar + whole }
        return [name + whole, bare + whole, bare + "  " + state + loss].first { $0.count <= room }
            ?? bare + "  " + state
    }

    /// How much room the rest takes at most, so that a bar keeps its width.
    private static let restWidth = 46

    private var state: String {
        let epochs = String(progress.epochs)
        return "epoch \(indented(String(progress.epoch), to: epochs.count))/\(epochs)"
    }

    private var loss: String { !progress.loss.isNaN ? "  loss \(Wording.loss(progress.loss))" : "" }

    private var timeLeft: String { !progress.loss.isNaN ? "  \(Wording.duration(progress.remaining)) left" : "" }

    /// Empty where there is no room for one.
    private func bar(_ width: Int) -> String {
        guard width >= 6, progress.epochs > 0 else { return "" }
        let done = width * min(progress.epoch, progress.epochs) / progress.epochs
        return String(repeating: "━", count: done) + String(repeating: "─", count: width - done)
    }
}
