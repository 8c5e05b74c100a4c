import Notebook
import Running
import Testing
import Transcript

@Suite("The time of a cell") struct CellClockTests {
    private let start = ContinuousClock.now
    private func after(_ seconds: Double) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

    @Test func countsFromTheCellsBeginningToItsEnd() {
        var clock = CellClock(limit: .seconds(10))
        #expect(clock.deadline == nil)
        clock.note(.cellStarted(cell: 0), at: after(1))
        clock.note(.statementStarted(line: 4), at: after(5))
        #expect(clock.deadline == after(11))
        clock.note(.cellFinished(cell: 0, seconds: 5), at: after(6))
        #expect(clock.deadline == nil)
        clock.note(.cellStarted(cell: 1), at: after(7))
        #expect(clock.deadline == after(17))
    }

    @Test func anInlineValueHasATimeOfItsOwn() {
        var clock = CellClock(limit: .seconds(10))
        clock.note(.statementStarted(line: 4), at: after(2))
        #expect(clock.deadline == after(12))
        clock.note(.inlineValue(index: 0, text: ""), at: after(3))
        #expect(clock.deadline == nil)
    }

    @Test func waitingForALockDoesNotCount() {
        var clock = CellClock(limit: .seconds(10))
        clock.note(.cellStarted(cell: 0), at: after(0))
        clock.note(.waitStarted, at: after(4))
        clock.note(.waitStarted, at: after(5))
        #expect(clock.deadline == nil)
        clock.note(.waitFinished, at: after(50))
        #expect(clock.deadline == nil)
        clock.note(.waitFinished, at: after(100))
        #expect(clock.deadline == after(106))
    }

    @Test func withoutALimitThereIsNoEnd() {
        var clock = CellClock(limit: nil)
        clock.note(.cellStarted(cell: 0))
        #expect(clock.deadline == nil)
    }
}
