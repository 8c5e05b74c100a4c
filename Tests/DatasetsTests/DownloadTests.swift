import Datasets
import Digests
import Foundation
import Testing

/// Downloads from a real server on the loopback address.
struct DownloadTests {
    private let scratch: Scratch
    private let files: [RemoteFile]
    private let served: URL

    init() throws {
        scratch = try Scratch()
        served = scratch.folder.appendingPathComponent("served")
        let samples = SmallData.samples(300, height: 28, width: 28)
        try SmallData.write(
            samples, SmallData.samples(100, height: 28, width: 28, seed: 2), to: served, suffix: "-ubyte.gz")
        let folder = served
        files = try SmallData.names.map { name in
            let data = try Data(contentsOf: folder.appendingPathComponent(name + "-ubyte.gz"))
            return RemoteFile(name: name + "-ubyte.gz", size: data.count, digest: SHA256.hexadecimal(of: data))
        }
    }

    private func source(_ mirrors: [URL], timeLimit: TimeInterval = 10) -> DataSource {
        DataSource(
            given: nil, revision: "r1", environment: [:], cacheFolder: scratch.folder.appendingPathComponent("cache"),
            mirrors: mirrors, files: files, timeLimit: timeLimit)
    }

    private func name(_ mirror: URL) -> String { "127.0.0.1:\(mirror.port!)" }

    /// Behaves as given for one of the files, and well for the others.
    private func server(
        _ behavior: LoopbackServer.Behavior, for file: String = "t10k-images-idx3-ubyte.gz"
    ) throws -> LoopbackServer {
        try LoopbackServer(served) { $0 == file ? behavior : .good }
    }

    private func expectFetched(_ data: ResolvedData, from mirrors: [URL]) throws {
        #expect(data.origin == .download(mirrors: mirrors.map(name)))
        #expect((data.trainingCount, data.testCount) == (300, 100))
        #expect(scratch.names(in: "cache/mnist") == files.map(\.name).sorted())
        for file in files {
            let data = try Data(contentsOf: scratch.folder.appendingPathComponent("cache/mnist/" + file.name))
            #expect(SHA256.hexadecimal(of: data) == file.digest)
        }
    }

    /// Digits were drawn, and nothing that was fetched stayed.
    private func expectDrawn(_ data: ResolvedData, _ reason: String) {
        #expect(data.name == "drawn digits")
        #expect(data.origin.line.contains(reason), "\(data.origin.line)")
        #expect(scratch.names(in: "cache") == ["digests", "drawn-digits-r1", "failed-download.json"])
    }

    @Test func fetchesAndKeeps() throws {
        let server = try server(.good)
        var progress: [DownloadProgress] = []
        let data = try source([server.address]).resolve { progress.append($0) }
        try expectFetched(data, from: [server.address])
        #expect(server.requests == files.map(\.name))

        let whole = files.reduce(0) { $0 + $1.size }
        #expect(progress.last?.received == whole)
        #expect(progress.allSatisfy { $0.expected == whole && $0.mirror == name(server.address) })
        #expect(zip(progress, progress.dropFirst()).allSatisfy { $0.received <= $1.received })

        let again = try source([server.address]).resolve()
        #expect((again.origin, again.digest) == (.cache, data.digest))
        #expect(server.requests.count == files.count)
    }

    /// Short where a test has to wait for it to pass, and still enough for a machine that is busy.
    private func limit(for fault: LoopbackServer.Behavior) -> TimeInterval {
        switch fault {
        case .silent, .stalled: 4
        default: 30
        }
    }

    static let faults: [LoopbackServer.Behavior] = [
        .truncated(1_000), .short(1_000), .corrupted, .tooLong, .missing, .silent, .stalled(1_000),
    ]

    @Test(arguments: faults) func asksTheNextMirrorWhereOneFails(fault: LoopbackServer.Behavior) throws {
        let (bad, good) = (try server(fault), try server(.good))
        let data = try source([bad.address, good.address], timeLimit: limit(for: fault)).resolve()
        try expectFetched(data, from: [bad.address, good.address])
        // What the first one had delivered was not fetched twice, and the last file came from the one that works.
        #expect(good.requests == Array(files.map(\.name).dropFirst(2)))
    }

    @Test(
        arguments: zip(
            faults,
            [
                "after 1000 of", "sent 1000 bytes instead of", "other bytes than those of the known SHA-256",
                "bytes instead of",
                "answered with status 404", "no answer", "stalled after 1000 of",
            ])) func leavesNothingOfAFailedDownload(fault: LoopbackServer.Behavior, words: String) throws
    {
        let server = try server(fault)
        expectDrawn(try source([server.address], timeLimit: limit(for: fault)).resolve(), words)
    }

    @Test func passesOverAMirrorThatRefuses() throws {
        let (dead, good) = (try LoopbackServer.deadAddress(), try server(.good))
        try expectFetched(try source([dead, good.address]).resolve(), from: [good.address])
    }

    @Test func doesNotWaitWhereEverybodyRefuses() throws {
        let start = Date()
        let data = try source([LoopbackServer.deadAddress(), LoopbackServer.deadAddress()], timeLimit: 120).resolve()
        #expect(Date().timeIntervalSince(start) < 100)
        expectDrawn(data, "no network answered (127.0.0.1:")
    }

    @Test func sharesTheWaitAmongSilentMirrors() throws {
        let servers = try (0..<2).map { _ in try LoopbackServer(served) { _ in .silent } }
        let start = Date()
        let data = try source(servers.map(\.address), timeLimit: 4).resolve()
        #expect((3.9..<8).contains(Date().timeIntervalSince(start)))
        expectDrawn(data, "no network answered within four seconds, so digits were drawn")
        #expect(servers.allSatisfy { $0.requests.count == 1 })
    }

    @Test func givesTheSecondMirrorItsTime() throws {
        let (silent, good) = (try LoopbackServer(served) { _ in .silent }, try server(.good))
        try expectFetched(try source([silent.address, good.address], timeLimit: 6).resolve(), from: [good.address])
    }

    @Test func doesNotAskAgainForAWhile() throws {
        let server = try LoopbackServer(served) { _ in .missing }
        let first = try source([server.address]).resolve()
        #expect(try source([server.address]).resolve() == first)
        #expect(server.requests.count == 1)

        // Other mirrors were not asked yet; and who wants to can have the note forgotten.
        let good = try self.server(.good)
        source([server.address]).forgetFailedDownload()
        _ = try source([server.address]).resolve()
        #expect(server.requests.count == 2)
        try expectFetchedBesideDrawn(try source([good.address]).resolve())
    }

    private func expectFetchedBesideDrawn(_ data: ResolvedData) throws {
        guard case .download = data.origin else {
            Issue.record("\(data.origin)")
            return
        }
        #expect(scratch.names(in: "cache/mnist").count == 4)
    }

    @Test func completesAFolderThatLacksAFile() throws {
        let server = try server(.good)
        try FileManager.default.createDirectory(
            at: scratch.folder.appendingPathComponent("cache/mnist"), withIntermediateDirectories: true)
        try Data([1]).write(to: scratch.folder.appendingPathComponent("cache/mnist/" + files[0].name))
        try expectFetched(try source([server.address]).resolve(), from: [server.address])
    }

    @Test func noteHoldsForTenMinutesAndForItsMirrors() throws {
        let file = scratch.folder.appendingPathComponent("note.json")
        let (mirrors, date) = ([URL(string: "https://a.example")!], Date(timeIntervalSince1970: 1_000_000))
        let note = FailedDownload(reason: "no network answered", mirrors: mirrors, date: date)
        #expect(FailedDownload(in: file, mirrors: mirrors, now: date) == nil)
        note.leave(in: file)
        #expect(FailedDownload(in: file, mirrors: mirrors, now: date.addingTimeInterval(599)) == note)
        #expect(FailedDownload(in: file, mirrors: mirrors, now: date.addingTimeInterval(600)) == nil)
        #expect(FailedDownload(in: file, mirrors: mirrors, now: date.addingTimeInterval(-1)) == nil)
        #expect(FailedDownload(in: file, mirrors: [], now: date) == nil)
    }
}
