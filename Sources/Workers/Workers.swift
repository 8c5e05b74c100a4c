import Dispatch
import Foundation
import Synchronization

/// Works on several values at a time, at most `limit`, by default as many as there are cores, and returns the results in the order of the values.
package func inParallel<Value: Sendable, Result: Sendable>(
    _ values: [Value], atMost limit: Int = ProcessInfo.processInfo.activeProcessorCount,
    _ work: @Sendable @escaping (Value) -> Result
) -> [Result] {
    guard values.count > 1 else { return values.map(work) }
    let board = WorkBoard<Result>(count: values.count)
    let workers = DispatchGroup()
    for _ in 0..<min(limit, values.count) {
        DispatchQueue.global().async(group: workers) {
            while let index = board.take() { board.put(work(values[index]), at: index) }
        }
    }
    workers.wait()
    return board.results
}

/// Does two things side by side.
package func together<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, and second: () -> Second
) -> (First, Second) {
    withoutActuallyEscaping(first) { first in
        let other = Mutex<First?>(nil)
        let worker = DispatchGroup()
        DispatchQueue.global().async(group: worker) {
            let result = first()
            other.withLock { $0 = result }
        }
        let own = second()
        worker.wait()
        guard let result = other.withLock({ $0 }) else { fatalError("work that has ended has no result") }
        return (result, own)
    }
}

/// Which values are still to be worked on, and the results so far.
private final class WorkBoard<Result: Sendable>: Sendable {
    private struct State {
        var next = 0
        var results: [Result?]
    }

    private let state: Mutex<State>

    init(count: Int) { state = Mutex(State(results: Array(repeating: nil, count: count))) }

    func take() -> Int? {
        state.withLock { state in
            guard state.next < state.results.count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    func put(_ result: Result, at index: Int) { state.withLock { $0.results[index] = result } }

    var results: [Result] { state.withLock { $0.results.compactMap { $0 } } }
}
