import Transcript

/// How long a cell, an inline value or a claim has computed. Waiting for another training's lock does not count.
package struct CellClock {
    /// Nil where a cell may compute for any time.
    package let limit: Duration?
    /// When the time of what computes now is up; nil where nothing does, or it waits.
    package private(set) var deadline: ContinuousClock.Instant?
    private var isInCell = false
    /// How many threads wait for a lock, and the time that is left after that.
    private var waits = 0
    private var left: Duration?

    package init(limit: Duration?) { self.limit = limit }

    package mutating func note(_ record: TranscriptRecord, at now: ContinuousClock.Instant = .now) {
        switch record {
        case .cellStarted:
            isInCell = true
            start(now)
        case .statementStarted where !isInCell: start(now)
        case .cellFinished:
            isInCell = false
            stop()
        case .inlineValue, .claim, .chapterFinished: stop()
        case .waitStarted: pause(now)
        case .waitFinished: resume(now)
        default: break
        }
    }

    private mutating func start(_ now: ContinuousClock.Instant) {
        stop()
        deadline = limit.map { now.advanced(by: $0) }
    }

    private mutating func stop() { (deadline, left, waits) = (nil, nil, 0) }

    private mutating func pause(_ now: ContinuousClock.Instant) {
        waits += 1
        guard waits == 1, let deadline else { return }
        left = now.duration(to: deadline)
        self.deadline = nil
    }

    private mutating func resume(_ now: ContinuousClock.Instant) {
        waits = max(0, waits - 1)
        guard waits == 0, let left else { return }
        deadline = now.advanced(by: left)
        self.left = nil
    }
}
