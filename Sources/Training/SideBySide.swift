import Foundation
import Synchronization

/// Does independent pieces of work on threads of their own, at most `limit` at once, started in order.
///
/// - Returns: the results in the order of the indices.
/// - Throws: the first error by index, after all pieces that had begun have ended. No new one begins after an error.
public func sideBySide<Result: Sendable>(
    count: Int, atMost limit: Int, _ body: @escaping @Sendable (Int) throws -> Result
) throws -> [Result] {
    let work = SharedWork<Result>(count: count)
    let group = DispatchGroup()
    for _ in 0..<max(1, min(limit, count)) {
        group.enter()
        let thread = Thread {
            while let index = work.take() { work.finish(index, with: .init { try body(index) }) }
            group.leave()
        }
        thread.stackSize = 16 << 20
        thread.start()
    }
    group.wait()
    return try work.results()
}

private final class SharedWork<Value: Sendable>: Sendable {
    private struct State {
        var next = 0
        var hasFailed = false
        var finished: [Int: Result<Value, any Error>] = [:]
    }

    private let count: Int
    private let state = Mutex(State())

    init(count: Int) { self.count = count }

    func take() -> Int? {
        state.withLock { state in
            guard state.next < count, !state.hasFailed else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    func finish(_ index: Int, with result: Result<Value, any Error>) {
        state.withLock { state in
            state.finished[index] = result
            if case .failure = result { state.hasFailed = true }
        }
    }

    func results() throws -> [Value] {
        let finished = state.withLock { $0.finished }
        return try finished.sorted { $0.key < $1.key }.map { try $0.value.get() }
    }
}
