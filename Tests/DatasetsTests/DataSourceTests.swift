import Datasets
import Foundation
import Testing

struct DataSourceTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func folder(_ name: String) -> URL { scratch.folder.appendingPathComponent(name) }

    /// A source that has no mirror to ask.
    private func source(given: String? = nil, variable: String? = nil) -> DataSource {
        DataSource(
            given: given.map(folder), revision: "r1",
            environment: variable.map { ["AEBOOK_DATA": $0.isEmpty ? "" : folder($0).path] } ?? [:],
            cacheFolder: folder("cache"), mirrors: [])
    }

    @Test func takesTheFlagBeforeTheVariableBeforeTheCache() throws {
        for name in ["flag", "variable", "cache/mnist"] { try SmallData.write(to: folder(name)) }
        let flag = try source(given: "flag", variable: "variable").resolve()
        #expect((flag.origin, flag.folder.path) == (.flag, folder("flag").path))
        #expect((flag.trainingCount, flag.testCount, flag.height, flag.width) == (12, 7, 5, 4))
        #expect(flag.name == "images from flag")
        #expect(flag.origin.line.contains("--data"))
        #expect(try flag.digest == Dataset(folder: folder("flag")).digest)

        let variable = try source(variable: "variable").resolve()
        #expect((variable.origin, variable.folder.path) == (.variable, folder("variable").path))
        #expect(variable.origin.line.contains("AEBOOK_DATA"))

        let cache = try source(variable: "").resolve()
        #expect((cache.origin, cache.folder.path) == (.cache, folder("cache/mnist").path))
    }

    @Test func blamesWhoNamedAWrongFolder() throws {
        try SmallData.write(to: folder("cache/mnist"))
        let wrong = DatasetError(.noFolder, in: folder("wrong"))
        #expect(throws: DataSourceError(place: .flag, cause: wrong)) { try source(given: "wrong").resolve() }
        #expect(throws: DataSourceError(place: .variable, cause: wrong)) { try source(variable: "wrong").resolve() }
        #expect(DataSourceError(place: .flag, cause: wrong).description.hasPrefix("--data: \(folder("wrong").path): "))
        #expect(DataSourceError(place: .variable, cause: wrong).description.contains("AEBOOK_DATA"))
    }

    @Test func doesNotReplaceADamagedCache() throws {
        try SmallData.write(to: folder("cache/mnist"))
        let labels = folder("cache/mnist/train-labels-idx1-ubyte")
        try Data([0, 0, 8, 1, 0, 0, 0, 12, 1]).write(to: labels)
        let cause = DatasetError(.truncated(expected: 20, found: 9), in: labels)
        #expect(throws: DataSourceError(place: .cache, cause: cause)) { try source().resolve() }
    }

    @Test func namesACacheThatCannotBeWritten() throws {
        try Data().write(to: folder("cache"))
        #expect { try source().resolve() } throws: { error in
            guard let error = error as? DataSourceError, case .unwritable = error.cause.cause else { return false }
            return error.place == .cache && error.description.contains("XDG_CACHE_HOME")
        }
    }

    @Test func drawsDigitsOnceForARevision() throws {
        let first = try source().resolve()
        #expect(first.name == "drawn digits")
        #expect(first.folder.path == folder("cache/drawn-digits-r1").path)
        #expect((first.trainingCount, first.testCount, first.height, first.width) == (5_000, 10_000, 28, 28))
        #expect(first.origin.line == "there is no mirror to ask for MNIST, so digits were drawn")
        let file = folder("cache/drawn-digits-r1/train-images-idx3-ubyte")
        let written = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        #expect(try source().resolve() == first)
        #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date == written)

        var other = source()
        other.revision = "r2"
        #expect(try other.resolve().folder.path == folder("cache/drawn-digits-r2").path)
        #expect(scratch.names(in: "cache").allSatisfy { !$0.hasPrefix(".") })
    }

    @Test func clearsAwayOldDrawings() throws {
        for name in ["drawn-digits-old", ".drawn-digits-r1-killed", "drawn-digits-recent", "mine"] {
            let place = folder("cache/" + name)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let days = name.hasSuffix("recent") ? 1.0 : 8.0
            let date = Date(timeIntervalSinceNow: -86_400 * days)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: place.path)
        }
        _ = try source().resolve()
        let left = scratch.names(in: "cache")
        #expect(left == ["digests", "drawn-digits-r1", "drawn-digits-recent", "failed-download.json", "mine"])
    }

    @Test func noticesEveryChangeOfAFile() throws {
        let labels = folder("a/train-labels-idx1-ubyte")
        try SmallData.write(to: folder("a"))
        let first = try source(given: "a").resolve()
        #expect(try source(given: "a").resolve() == first)
        let date = try FileManager.default.attributesOfItem(atPath: labels.path)[.modificationDate] as! Date

        // The same size in the same file, and even the same date.
        let handle = try FileHandle(forWritingTo: labels)
        try handle.seek(toOffset: 8)
        try handle.write(contentsOf: Data([9]))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: labels.path)
        let second = try source(given: "a").resolve()
        #expect(second.digest != first.digest)
        #expect(try second.digest == Dataset(folder: folder("a")).digest)
    }

    @Test func remembersWithoutReading() throws {
        try SmallData.write(to: folder("a"))
        let first = try source(given: "a").resolve()
        let note = folder("cache/digests").appendingPathComponent(scratch.names(in: "cache/digests")[0])
        let text = try String(contentsOf: note, encoding: .utf8)
        try text.replacingOccurrences(of: first.digest, with: "planted").write(
            to: note, atomically: true, encoding: .utf8)
        #expect(try source(given: "a").resolve().digest == "planted")

        var other = source(given: "a")
        other.revision = "r2"
        #expect(try other.resolve().digest == first.digest)
        try Data("{".utf8).write(to: note)
        #expect(try source(given: "a").resolve() == first)
    }

    @Test func findsTheUsersCache() {
        #expect(DataSource.userCacheFolder(["HOME": "/home/eva"]).path == "/home/eva/.cache/aebook")
        #expect(DataSource.userCacheFolder(["HOME": "/home/eva", "XDG_CACHE_HOME": "/c"]).path == "/c/aebook")
        #expect(
            DataSource.userCacheFolder(["HOME": "/home/eva", "XDG_CACHE_HOME": "c"]).path == "/home/eva/.cache/aebook")
    }
}
