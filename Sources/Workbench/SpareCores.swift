import Dispatch
import Synchronization

/// Lends the cores of a run to the loops of its cells. Training runs have a pool of their own, which sees to theirs.
final class SpareCores: LoopSharing {
    private let cores: Int

    init(_ cores: Int) { self.cores = cores }

    func share(_ count: Int, _ body: (Int) -> Void) {
        let next = Atomic<Int>(0)
        withoutActuallyEscaping(body) { body in
            let round = Round(body: body)
            DispatchQueue.concurrentPerform(iterations: min(cores, count)) { _ in
                while true {
                    let index = next.add(1, ordering: .relaxed).oldValue
                    guard index < count else { return }
                    round.body(index)
                }
            }
        }
    }

    /// The rounds of a loop are independent: any thread may call it.
    private struct Round: @unchecked Sendable {
        let body: (Int) -> Void
    }
}
