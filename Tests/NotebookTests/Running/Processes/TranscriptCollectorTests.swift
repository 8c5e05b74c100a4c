import Notebook
import Running
import Testing
import Transcript

@Suite struct TranscriptCollectorTests {
    private func finished(_ name: String) -> TranscriptReader.Item {
        .record(
            .trainingFinished(
                TrainingSummary(
                    name: name, key: "", parameters: 0, epochs: 1, batch: 1, seed: 1, data: "", dataDigest: "",
                    images: 1, losses: [], finalLoss: 0, measures: [NamedNumber("MSE", 0)], seconds: 0, threads: 1,
                    cached: false)))
    }

    @Test func trainingsStandInTheChaptersOrder() {
        var collector = TranscriptCollector(cellCount: 1, inlineValueCount: 0)
        collector.add(.record(.trainingsWanted(names: ["a", "b", "c"])))
        for name in ["c", "a", "b"] { collector.add(finished(name)) }
        collector.add(.record(.trainingsWanted(names: ["e", "d"])))
        for name in ["d", "e"] { collector.add(finished(name)) }
        #expect(collector.trainings.map(\.name) == ["a", "b", "c", "e", "d"])
    }

    @Test func unannouncedTrainingsKeepTheirOrder() {
        var collector = TranscriptCollector(cellCount: 1, inlineValueCount: 0)
        for name in ["y", "x"] { collector.add(finished(name)) }
        #expect(collector.trainings.map(\.name) == ["y", "x"])
    }

    @Test func whatChangesObjectsIsTheCellThatRunsOrTheProse() {
        var collector = TranscriptCollector(cellCount: 2, inlineValueCount: 1)
        for record: TranscriptRecord in [
            .cellStarted(cell: 0), .cellFinished(cell: 0, seconds: 0), .cellStarted(cell: 1), .objectsChanged,
            .cellFinished(cell: 1, seconds: 0),
        ] { collector.add(.record(record)) }
        #expect(collector.cells.map(\.changesObjects) == [false, true] && !collector.changesObjectsInProse)
        collector.add(.record(.objectsChanged))
        #expect(collector.cells.map(\.changesObjects) == [false, true] && collector.changesObjectsInProse)
    }
}
