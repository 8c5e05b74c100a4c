import Foundation
import Synchronization

/// Keeps what open pages are told, and tells them.
///
/// Four topics: `book`, `errors`, `pages` (their version) and one for each training.
public final class BookFeed: Sendable {
    public let board = EventBoard()

    private struct State {
        var book = LiveBook()
        var version: String?
        var trainings: [String: LiveTraining] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    public var book: LiveBook { state.withLock { $0.book } }

    /// The version of the pages that stand; nil where there are none.
    public var version: String? { state.withLock { $0.version } }

    /// A build begins; what was told of the last one's trainings is over.
    public func begin(title: String, chapters: [LiveBook.Chapter]) {
        state.withLock { state in
            state.trainings = [:]
            board.clear("training ")
            state.book.title = title
            state.book.build += 1
            state.book.isBuilding = true
            state.book.chapters = chapters
            post(state.book, to: "book")
        }
    }

    public func show(_ chapter: String, is new: LiveBook.ChapterState) {
        state.withLock { state in
            guard let index = state.book.chapters.firstIndex(where: { $0.name == chapter }) else { return }
            state.book.chapters[index].state = new
            post(state.book, to: "book")
        }
    }

    /// Changes what is known of a training, which begins with the first change.
    public func change(_ name: String, of chapter: String, epochs: Int, _ body: (inout LiveTraining) -> Void) {
        state.withLock { state in
            let topic = "training \(chapter)/\(name)"
            var training = state.trainings[topic] ?? LiveTraining(chapter: chapter, name: name, epochs: epochs)
            training.build = state.book.build
            body(&training)
            state.trainings[topic] = training
            post(training, to: topic)
        }
    }

    /// The build has ended.
    ///
    /// - Parameter version: changes whenever a page does; nil where there are no pages.
    public func end(errors: [LiveError], version: String?) {
        state.withLock { state in
            state.book.isBuilding = false
            post(errors, to: "errors")
            post(state.book, to: "book")
            show(version, &state)
        }
    }

    /// Tells which pages stand, before any build.
    public func stand(version: String?) { state.withLock { show(version, &$0) } }

    private func show(_ version: String?, _ state: inout State) {
        state.version = version
        if let version { post(["version": version], to: "pages") }
    }

    private func post(_ value: some Encodable, to topic: String) {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        guard let message = try? encoder.encode(value) else { fatalError("JSON cannot hold \(value)") }
        board.post(message, to: topic)
    }
}
