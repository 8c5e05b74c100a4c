import CArithmetic
import Dispatch
import Foundation
import Synchronization
import Tensors

/// A number of cores for independent trainings: each training has one to itself, and cores without a training of
/// their own take over rounds of the others' loops.
public final class WorkStealingPool: LoopSharing {
    private let cores: Int
    /// Loops that have rounds left, and whether more may come.
    private let board = Mutex(Board())
    /// Changes whenever a loop is opened, so that idle cores see it without taking the lock.
    private let openings = Atomic<Int>(0)
    private let sleepers = Atomic<Int>(0)
    private let wake = DispatchSemaphore(value: 0)

    private struct Board {
        var loops: [ParallelLoop] = []
        var isClosed = false
    }

    /// Where other processes want cores too, the slots that helpers have to take; pieces take theirs themselves.
    private let slots: CoreSlots?

    public convenience init(cores: Int) { self.init(cores: cores, slots: nil) }

    init(cores: Int, slots: CoreSlots?) {
        self.cores = max(1, cores)
        self.slots = slots
    }

    /// Does independent pieces of work, one core each, and gives their results in the order of their numbers.
    ///
    /// - Parameter order: the order in which the pieces are started; that of their numbers where there is none.
    /// - Throws: the error of the piece that failed, or `TrainingError.several` with a line on each where more did; after
    ///   all pieces have ended: one that fails takes nothing from the others.
    public func run<Result: Sendable>(
        _ count: Int, startingIn order: [Int]? = nil, _ body: @escaping @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        let pieces = WorkQueue<Result>(order: order ?? Array(0..<count))
        let group = DispatchGroup()
        for _ in 0..<cores {
            group.enter()
            let thread = Thread {
                SharedLoops.$pool.withValue(self.cores > 1 ? self : nil) {
                    while let index = pieces.take() {
                        pieces.finish(index, with: .init { try body(index) })
                        if pieces.areFinished { self.close() }
                    }
                    self.help()
                }
                group.leave()
            }
            thread.stackSize = 16 << 20
            thread.start()
        }
        if count == 0 { close() }
        group.wait()
        return try pieces.results()
    }

    public func share(_ count: Int, _ body: (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            let loop = ParallelLoop(count: count, body: body)
            board.withLock { $0.loops.append(loop) }
            openings.add(1, ordering: .releasing)
            for _ in 0..<min(sleepers.load(ordering: .acquiring), count - 1) { wake.signal() }
            loop.work(from: .front)
            board.withLock { board in board.loops.removeAll { $0 === loop } }
            loop.end()
        }
    }

    private func help() {
        guard let slots else { return help(until: .distantFuture) }
        while !board.withLock({ $0.isClosed }) {
            if let slot = slots.tryTake() {
                help(until: Date(timeIntervalSinceNow: 0.2))
                slot.release()
            }
            // Now a training that waits for a core has its turn.
            usleep(10_000)
        }
    }

    /// Does rounds of others' loops until nothing more can come, or until some time has passed.
    private func help(until end: Date) {
        while true {
            let seen = openings.load(ordering: .acquiring)
            let (loop, isClosed) = board.withLock { board in
                let loop = board.loops.first { $0.hasRounds }
                // Under the lock, so that the loop's owner knows of every helper once the loop is off the board.
                loop?.enter()
                return (loop, board.isClosed)
            }
            if let loop {
                loop.work(from: .back)
                loop.leave()
            } else if isClosed || Date() > end {
                return
            } else {
                waitForOpening(after: seen)
            }
        }
    }

    /// Looks for a while without sleeping: the loops of a step follow one another within microseconds.
    private func waitForOpening(after seen: Int) {
        for _ in 0..<4_000 {
            if openings.load(ordering: .acquiring) != seen { return }
            wait_a_moment()
        }
        sleepers.add(1, ordering: .acquiringAndReleasing)
        if openings.load(ordering: .acquiring) == seen { _ = wake.wait(timeout: .now() + .milliseconds(2)) }
        sleepers.subtract(1, ordering: .acquiringAndReleasing)
    }

    private func close() {
        board.withLock { $0.isClosed = true }
        openings.add(1, ordering: .releasing)
        for _ in 0..<cores { wake.signal() }
    }
}
