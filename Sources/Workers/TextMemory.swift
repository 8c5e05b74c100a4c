import Synchronization

/// What a pure function made of texts: a build asks for the same cell many times, and a server again with each build.
package final class TextMemory<Result: Sendable>: Sendable {
    private let results = Mutex<[String: Result]>([:])
    /// More than a large book has; then all is forgotten, so that a server does not grow.
    private let capacity: Int

    package init(capacity: Int = 20_000) { self.capacity = capacity }

    /// The result for `text`, which `make` computes where it is not known.
    package func result(for text: String, _ make: (String) -> Result) -> Result {
        if let known = results.withLock({ $0[text] }) { return known }
        let new = make(text)
        results.withLock { results in
            if results.count >= capacity { results = [:] }
            results[text] = new
        }
        return new
    }
}
