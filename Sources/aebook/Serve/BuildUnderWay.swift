import Manuscript
import Notebook
import Running
import Synchronization
import Tangling

/// A build that is served while it runs, and what becomes of it when the book changes meanwhile.
final class BuildUnderWay: Sendable {
    let supervisor = Supervisor()
    private let codes: [ProgramCode]
    private let state = Mutex(State())

    private struct State {
        /// From the first chapter that runs to the pages.
        var isRunning = false
        var finished: [ChapterReport] = []
        /// Whether the text is another one by now.
        var isOld = false
    }

    init(of book: Book) { codes = Self.codes(book) }

    private static func codes(_ book: Book) -> [ProgramCode] {
        book.chapters.map { ProgramWriter.program(for: $0).code }
    }

    /// Notes how far the build is. One whose text is old writes no pages: the next one finds its runs, and has the text.
    /// A run that failed it would not find, so that is told first.
    func take(_ event: BuildEvent) {
        switch event {
        case .chapterStarted: state.withLock { $0.isRunning = true }
        case .chapterFinished(let report): state.withLock { $0.finished.append(report) }
        case .writesPages:
            let isFollowed = state.withLock { state in
                state.isRunning = false
                return state.isOld && !state.finished.contains(where: \.isFailure)
            }
            if isFollowed { supervisor.interrupt() }
        case .waiting, .training, .trainingFinished, .wroteErrors: break
        }
    }

    /// Meets a change of the book. A build whose code has been changed is not worth waiting for; its trainings go on from
    /// their checkpoints. One whose prose alone has been changed goes on, and the new text is shown at once.
    ///
    /// - Parameter show: writes pages with what the finished chapters have found; is called where none are written
    ///   otherwise for a while, and keeps the build from writing its own.
    func meet(_ book: Book, show: ([ChapterReport]) -> Void) {
        guard Self.codes(book) == codes else { return supervisor.interrupt() }
        state.withLock { state in
            guard state.isRunning else { return }
            state.isOld = true
            show(state.finished)
        }
    }
}
