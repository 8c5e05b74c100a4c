import Foundation
import Synchronization

/// Adds up the processor time that matrix products take, with the packing of their operands, so that a profile needs
/// no other tool.
package final class ProductClock: Sendable {
    /// Who listens; nobody unless a scope says so.
    @TaskLocal package static var listening: ProductClock?

    private let nanoseconds = Atomic<Int>(0)

    package init() {}

    /// Processor time inside products, of all threads, in seconds.
    package var seconds: Double { Double(nanoseconds.load(ordering: .relaxed)) * 1e-9 }

    /// Does a product, and notes its time where somebody listens.
    @inline(__always)
    static func timed<Result>(_ product: () -> Result) -> Result {
        guard let clock = listening else { return product() }
        let start = threadNanoseconds()
        defer { clock.nanoseconds.add(threadNanoseconds() - start, ordering: .relaxed) }
        return product()
    }

    /// The processor time that the calling thread has taken so far.
    package static func threadNanoseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
