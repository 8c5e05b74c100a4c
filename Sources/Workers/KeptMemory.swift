import Foundation
import Synchronization

/// A ``TextMemory`` whose results outlive the process: they are kept as data, which is decoded when a text is asked for.
package final class KeptMemory<Result: Codable & Sendable>: Sendable {
    private struct State {
        var results: [String: Result] = [:]
        /// What an earlier process, or an earlier call of `entries()`, has encoded.
        var encoded: [String: Data] = [:]
        /// The texts that were asked for since that call.
        var asked: Set<String> = []
        /// Whether a result is among them that is not encoded yet.
        var hasNew = false
    }

    private let state = Mutex(State())
    /// More than a large book has; then all is forgotten, so that a server does not grow.
    private let capacity: Int

    package init(capacity: Int = 200_000) { self.capacity = capacity }

    /// The result for `text`, which `make` computes where it is not known.
    package func result(for text: String, _ make: (String) -> Result) -> Result {
        let (known, data) = state.withLock { state in
            state.asked.insert(text)
            return (state.results[text], state.encoded[text])
        }
        if let known { return known }
        let kept = data.flatMap { try? JSONDecoder().decode(Result.self, from: $0) }
        let result = kept ?? make(text)
        state.withLock { state in
            if state.results.count >= capacity { state = State() }
            state.results[text] = result
            state.asked.insert(text)
            if kept == nil { (state.encoded[text], state.hasNew) = (nil, true) }
        }
        return result
    }

    /// Takes over what was kept.
    package func add(_ entries: [String: Data]) { state.withLock { $0.encoded.merge(entries) { own, _ in own } } }

    /// Whether keeping what is known would save anything.
    package var hasNew: Bool { state.withLock(\.hasNew) }

    /// The results for all texts that were asked for since the last call, encoded.
    package func entries() -> [String: Data] {
        let (results, encoded, asked) = state.withLock { state in
            defer { (state.asked, state.hasNew) = ([], false) }
            return (state.results, state.encoded, state.asked)
        }
        let encoder = JSONEncoder()
        let entries = asked.reduce(into: [String: Data]()) { entries, text in
            entries[text] = encoded[text] ?? results[text].flatMap { try? encoder.encode($0) }
        }
        add(entries)
        return entries
    }
}
