import Testing
import Transcript

@Suite("The stream of a run's output and records")
struct TranscriptStreamTests {
    static let summary = TrainingSummary(
        name: "vanilla-2", key: "k", parameters: 12, epochs: 2, batch: 4, seed: 7, data: "MNIST", dataDigest: "d",
        images: 8, losses: [0.5, .nan], finalLoss: .nan, measures: [NamedNumber("MSE", .infinity)], seconds: 1.5,
        threads: 1, cached: false)

    static let records: [TranscriptRecord] = [
        .cellStarted(cell: 0), .statementStarted(line: 12), .output(.text("two\nlines, “quoted”")),
        .output(
            .figure(
                FigureFiles(light: "a.png", dark: "b.png", width: 3, height: 4, scale: 2, summary: "a line"))),
        .output(
            .film(
                FilmFiles(
                    frames: [
                        .init("epoch 0", FigureFiles(light: "c", dark: "d", width: 1, height: 2, scale: 2, summary: ""))
                    ],
                    still: FigureFiles(
                        light: "e", dark: "f", width: 3, height: 4, scale: 2, summary: "all",
                        narrow: .init(light: "g", dark: "h", width: 1, height: 9))))),
        .output(.table(Table(columns: [.init("n")], rows: [["1"]], best: [0: [0]]))),
        .inlineValue(index: 3, text: "24.5"),
        .trainingProgress(
            TrainingProgress(name: "n", epoch: 1, epochs: 2, loss: 0.25, elapsed: 1, remaining: 1)),
        .trainingProgress(
            TrainingProgress(
                name: "n", epoch: 2, epochs: 2, loss: 0.125, elapsed: 2, remaining: 0,
                codes: CodeMap(points: [[0.5, -1e-7], [3, 4]], labels: [7, 2]))),
        .cellFinished(cell: 0, seconds: 0.5), .chapterFinished,
    ]

    /// All that a reader makes of some bytes in pieces of a size; printed text is joined as it would be on a page.
    private func read(_ bytes: [UInt8], inPiecesOf size: Int) -> [TranscriptReader.Item] {
        var reader = TranscriptReader()
        var items: [TranscriptReader.Item] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            items += reader.read(bytes[start..<min(start + size, bytes.count)])
        }
        return joined(items + reader.finish())
    }

    private func joined(_ items: [TranscriptReader.Item]) -> [TranscriptReader.Item] {
        items.reduce(into: []) { result, item in
            if case .printed(let text) = item, case .printed(let before) = result.last {
                result[result.count - 1] = .printed(before + text)
            } else {
                result.append(item)
            }
        }
    }

    @Test(
        "Records and printed text come out as they went in, whatever the size of the pieces",
        arguments: [1, 2, 3, 7, 4096])
    func wholeStream(size: Int) {
        var bytes: [UInt8] = []
        var expected: [TranscriptReader.Item] = []
        for (index, record) in Self.records.enumerated() {
            let text = "número \(index) — 🙂\n"
            bytes += Array(text.utf8) + TranscriptStream.encode(record)
            expected += [.printed(text), .record(record)]
        }
        #expect(read(bytes, inPiecesOf: size) == expected)
    }

    @Test("Printed text is handed on at once, up to its last whole character")
    func halfCharacter() {
        var reader = TranscriptReader()
        let bytes = Array("a🙂".utf8)
        #expect(reader.read(bytes.prefix(3)) == [.printed("a")])
        #expect(reader.read(bytes.dropFirst(3)) == [.printed("🙂")])
        #expect(reader.finish().isEmpty)
    }

    @Test("A record that was cut off by the end is no record")
    func cutRecord() {
        let bytes = TranscriptStream.encode(.chapterFinished)
        let items = read(Array(bytes.dropLast()), inPiecesOf: 5)
        #expect(items.count == 1)
        guard case .printed = items.first else {
            Issue.record("a record was read from half of its bytes: \(items)")
            return
        }
    }

    @Test("A separator that a cell printed itself is text, and the record after it is read")
    func foreignSeparator() {
        let bytes = Array("\u{1E}not a record\n".utf8) + TranscriptStream.encode(.cellStarted(cell: 4))
        #expect(read(bytes, inPiecesOf: 1) == [.printed("\u{1E}not a record\n"), .record(.cellStarted(cell: 4))])
    }

    @Test("Losses that are no numbers survive")
    func notANumber() throws {
        let items = read(TranscriptStream.encode(.trainingFinished(Self.summary)), inPiecesOf: 9)
        guard case .record(.trainingFinished(let summary)) = try #require(items.first) else {
            Issue.record("no training was read: \(items)")
            return
        }
        #expect(summary.losses[0] == 0.5 && summary.losses[1].isNaN)
        #expect(summary.finalLoss.isNaN && summary.testMSE == .infinity)
        #expect(summary.name == "vanilla-2" && summary.seed == 7)
    }

    @Test("Bytes that are no UTF-8 do not stop the stream")
    func invalidBytes() {
        let items = read([0x61, 0xFF, 0xC3, 0x62, 0x0A] + TranscriptStream.encode(.chapterFinished), inPiecesOf: 1)
        #expect(items.last == .record(.chapterFinished))
        guard case .printed(let text) = items.first else {
            Issue.record("the text is lost: \(items)")
            return
        }
        #expect(text.hasPrefix("a\u{FFFD}") && text.hasSuffix("b\n"))
    }
}
