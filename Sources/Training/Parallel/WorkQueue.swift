import Foundation
import Synchronization

/// Pieces of work, each taken by one thread, and their results.
final class WorkQueue<Value: Sendable>: Sendable {
    private struct State {
        var next = 0
        var running = 0
        var finished: [Int: Result<Value, any Error>] = [:]
    }

    private let order: [Int]
    private let state = Mutex(State())

    init(order: [Int]) { self.order = order }

    func take() -> Int? {
        state.withLock { state in
            guard state.next < order.count else { return nil }
            defer { state.next += 1 }
            state.running += 1
            return order[state.next]
        }
    }

    func finish(_ index: Int, with result: Result<Value, any Error>) {
        state.withLock { state in
            state.running -= 1
            state.finished[index] = result
        }
    }

    /// True when nothing runs and nothing will.
    var areFinished: Bool { state.withLock { $0.running == 0 && $0.next == order.count } }

    /// - Throws: the only error, or `TrainingError.several` where they say different things.
    func results() throws -> [Value] {
        let finished = state.withLock { $0.finished }.sorted { $0.key < $1.key }.map(\.value)
        var lines: [String] = []
        for case .failure(let error) in finished {
            let line = (error as? any LocalizedError)?.errorDescription ?? "\(error)"
            if !lines.contains(line) { lines.append(line) }
        }
        guard lines.count < 2 else { throw TrainingError.several(lines) }
        return try finished.map { try $0.get() }
    }
}
