import CArithmetic
import Dispatch
import Foundation
import Synchronization
import Tensors

/// A number of cores for independent trainings: each training has one to itself, and cores without a training of
/// their own take over rounds of the others' loops.
public final class Crew: LoopSharing {
    private let cores: Int
    /// Loops that have rounds left, and whether more may come.
    private let board = Mutex(Board())
    /// Changes whenever a loop is opened, so that idle cores see it without taking the lock.
    private let openings = Atomic<Int>(0)
    private let sleepers = Atomic<Int>(0)
    private let wake = DispatchSemaphore(value: 0)

    private struct Board {
        var loops: [Loop] = []
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
    /// - Throws: the first error by index, after all pieces have ended: one that fails takes nothing from the others.
    public func run<Result: Sendable>(
        _ count: Int, startingIn order: [Int]? = nil, _ body: @escaping @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        let pieces = Pieces<Result>(order: order ?? Array(0..<count))
        let group = DispatchGroup()
        for _ in 0..<cores {
            group.enter()
            let thread = Thread {
                SharedLoops.$crew.withValue(self.cores > 1 ? self : nil) {
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
            let loop = Loop(count: count, body: body)
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

/// A loop whose rounds several threads take.
private final class Loop: @unchecked Sendable {
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

/// Pieces of work, each taken by one thread, and their results.
private final class Pieces<Value: Sendable>: Sendable {
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

    func results() throws -> [Value] {
        let finished = state.withLock { $0.finished }
        return try finished.sorted { $0.key < $1.key }.map { try $0.value.get() }
    }
}
