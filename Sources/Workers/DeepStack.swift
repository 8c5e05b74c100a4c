import Foundation
import Synchronization

/// Work for parsers that call themselves once for each bracket or tag: the threads that read chapters have small stacks.
package enum DeepStack {
    /// Only what is used of it takes memory.
    private static let size = 256 << 20

    package static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
        let outcome = Outcome<Result>()
        let thread = Thread {
            let value = work()
            outcome.value.withLock { $0 = value }
            outcome.isThere.signal()
        }
        thread.stackSize = size
        thread.start()
        outcome.isThere.wait()
        guard let value = outcome.value.withLock(\.self) else { fatalError("the work had no result") }
        return value
    }

    private final class Outcome<Result: Sendable>: Sendable {
        let value = Mutex<Result?>(nil)
        let isThere = DispatchSemaphore(value: 0)
    }
}
