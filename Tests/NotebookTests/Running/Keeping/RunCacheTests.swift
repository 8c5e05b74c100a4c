import Digests
import Foundation
import Manuscript
import Notebook
import Running
import Testing
import Transcript

@Suite("Runs that are kept")
struct RunCacheTests {
    private let folder: URL
    private let cache: RunCache
    private let data = RunData(folder: URL(fileURLWithPath: "/data"), name: "MNIST", digest: "d")

    init() throws {
        folder = try Handmade.folder()
        cache = RunCache(BookCache(book: folder), chapter: "03-x")
    }

    private func key(_ code: String) -> RunKey { RunKey(code: code, toolkit: "t", toolchain: "c", data: "d") }

    private func run(_ text: String, failure: RunFailure? = nil) -> ChapterRun {
        let training = TrainingSummary(
            name: text, key: "k", parameters: 1, epochs: 1, batch: 1, seed: 1, data: "MNIST", dataDigest: "d",
            images: 1, losses: [.nan], finalLoss: .infinity, measures: [NamedNumber("MSE", 0.5)], seconds: 1,
            threads: 1, cached: false)
        return ChapterRun(
            cells: [CellOutcome(state: .finished, outputs: [.text(text), .figure(Self.figure)], seconds: 1)],
            inlineTexts: ["1", nil],
            trainings: [training], failure: failure, figureFolder: folder, seconds: 2, date: Date())
    }

    private static let figure = FigureFiles(
        light: "cell-1-light.png", dark: "cell-1-dark.png", width: 1, height: 1, scale: 1, summary: "")

    private func keep(_ text: String, code: String, failure: RunFailure? = nil) throws -> ChapterRun {
        let (making, figures) = try cache.begin()
        try Data("picture".utf8).write(to: figures.appendingPathComponent("\(text).png"))
        return try cache.keep(run(text, failure: failure), for: key(code), data: data, from: making)
    }

    @Test("A kept run is found under its key, with its figures, and under no other")
    func found() throws {
        let kept = try keep("one", code: "a")
        let found = try #require(cache.run(for: key("a")))
        #expect(found.cells == kept.cells && found.inlineTexts == ["1", nil])
        #expect(found.trainings.first?.finalLoss == .infinity)
        #expect(FileManager.default.fileExists(atPath: found.figureFolder.appendingPathComponent("one.png").path))
        #expect(cache.run(for: key("b")) == nil)
    }

    @Test("The trainings of a run that is used again count as found in the store")
    func reused() throws {
        _ = try keep("one", code: "a")
        #expect(cache.run(for: key("a"))?.trainings.map(\.cached) == [false])
        #expect(cache.reuse(key("a"))?.trainings.map(\.cached) == [true])
        #expect(cache.all().first?.run.trainings.map(\.cached) == [true])
    }

    @Test("A failed run is never taken for a result, and is gone after a good one")
    func failed() throws {
        let failure = RunFailure(kind: .trap, cell: 0, diagnostics: [])
        let run = try keep("one", code: "a", failure: failure)
        #expect(FileManager.default.fileExists(atPath: run.figureFolder.appendingPathComponent("one.png").path))
        #expect(cache.run(for: key("a")) == nil && cache.reuse(key("a")) == nil)
        #expect(cache.all().count == 1)
        _ = try keep("two", code: "b")
        #expect(cache.all().map(\.run.failure) == [nil])
    }

    @Test("Only the last runs are kept, the newest among them")
    func bounded() throws {
        let count = RunCache.keptRuns + 3
        for number in 0..<count { _ = try keep("\(number)", code: "\(number)") }
        #expect(cache.all().count == RunCache.keptRuns)
        #expect(cache.run(for: key("\(count - 1)")) != nil)
        #expect(cache.run(for: key("0")) == nil)
    }

    @Test("A book that has moved finds its figures")
    func moved() throws {
        _ = try keep("one", code: "a")
        let place = try Handmade.folder().appendingPathComponent("moved")
        try FileManager.default.moveItem(at: folder, to: place)
        let run = try #require(RunCache(BookCache(book: place), chapter: "03-x").run(for: key("a")))
        #expect(run.figureFolder.path.hasPrefix(place.path))
    }

    @Test("What a killed build left behind is removed by the next")
    func leftovers() throws {
        _ = try cache.begin()
        let (making, _) = try cache.begin()
        let runs = making.folder.deletingLastPathComponent()
        #expect(try FileManager.default.contentsOfDirectory(atPath: runs.path).count == 1)
    }

    @Test("A run whose names lead elsewhere is none", arguments: ["../../../theirs", "/etc/passwd", "a/b", "..", ""])
    func names(name: String) throws {
        for wanted in ["cell-1-light.png", "k"] {
            let run = try keep("one", code: "a")
            let place = run.figureFolder.deletingLastPathComponent()
            let file = place.appendingPathComponent("run.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains("\"\(wanted)\""), "\(wanted)")
            let changed = text.replacing("\"\(wanted)\"", with: "\"\(name)\"").replacing("\\/", with: "/")
            try Data(changed.utf8).write(to: file)
            try FolderSeal.write(in: place)
            #expect(cache.run(for: key("a")) == nil && cache.reuse(key("a")) == nil && cache.all().isEmpty)
        }
    }

    @Test("A damaged file is no run")
    func damaged() throws {
        let run = try keep("one", code: "a")
        let file = run.figureFolder.deletingLastPathComponent().appendingPathComponent("run.json")
        try Data("{".utf8).write(to: file)
        #expect(cache.run(for: key("a")) == nil && cache.all().isEmpty)
    }
}
