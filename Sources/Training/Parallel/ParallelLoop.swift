import CArithmetic
import Foundation
import Synchronization

/// A loop whose rounds several threads take.
final class ParallelLoop: @unchecked Sendable {
    private let count: Int
    /// The owner's, and gone when the owner goes on.
    private var body: ((Int) -> Void)?
    private let taken = Atomic<Int>(0)
    private let front = Atomic<Int>(0)
    private let back = Atomic<Int>(0)
    private let helpers = Atomic<Int>(0)

    init(count: Int, body: @escaping (Int) -> Void) {
        self.count = count
        self.body = body
    }

    var hasRounds: Bool { taken.load(ordering: .relaxed) < count }

    /// The owner begins at the front and helpers at the back: in loop after loop, a core comes to the same parts of the
    /// same tensors, which it still has in its cache.
    enum End {
        case front, back
    }

    /// Takes rounds until there are none left.
    func work(from end: End) {
        while taken.add(1, ordering: .relaxed).oldValue < count {
            switch end {
            case .front: body?(front.add(1, ordering: .relaxed).oldValue)
            case .back: body?(count - back.add(1, ordering: .relaxed).newValue)
            }
        }
    }

    func enter() { helpers.add(1, ordering: .acquiring) }

    func leave() { helpers.subtract(1, ordering: .releasing) }

    /// Waits for the helpers' last rounds. No round is left to be taken, and no helper can come any more.
    func end() {
        var looks = 0
        while helpers.load(ordering: .acquiring) > 0 {
            wait_a_moment()
            looks += 1
            // A helper may have lost its core.
            if looks > 20_000 { sched_yield() }
        }
        body = nil
    }
}
