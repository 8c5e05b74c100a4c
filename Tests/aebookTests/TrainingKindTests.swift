import Foundation
import Running
import Testing

/// Everything that a chapter can train, in one small book: classifiers, variational and vector-quantized autoencoders,
/// adversaries, phases, children of finished trainings, tables.
///
/// `AEBOOK_KILLS_EACH=10` kills each of the trainings ten times.
@Suite("Kinds of trainings", .serialized)
struct TrainingKindTests {
    private static let killsOfEach =
        ProcessInfo.processInfo.environment["AEBOOK_KILLS_EACH"].flatMap { Int($0) } ?? 3

    private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Books/trainings")

    private func book() throws -> SmallBook {
        let book = try SmallBook([:])
        let files = FileManager.default
        try files.removeItem(at: book.folder.appendingPathComponent("chapters"))
        for name in ["chapters", "waves.csv"] {
            try files.copyItem(
                at: Self.source.appendingPathComponent(name), to: book.folder.appendingPathComponent(name))
        }
        return book
    }

    @Test("Each is trained, killed after a checkpoint and resumed to the same bits, verified, and shown quickly")
    func killedAndResumed() throws {
        let (whole, killed) = (try book(), try book())
        defer { for one in [whole, killed] { one.remove() } }
        let first = try CommandRun("build", in: whole.folder, environment: whole.environment)
        try #require(first.code == 0, "\(first.output)\(first.errors)")
        #expect(!first.errors.contains("warning:"), "\(first.errors)")
        let (kills, resumed) = try killAll(in: killed)
        let names = first.output.matches(of: /: (.+): begins,/).map { String($0.1) }
        #expect(names.count == 17 && kills.count == names.count, "\(names), \(kills.count) killed")
        #expect(kills.values.allSatisfy { $0 == Self.killsOfEach }, "\(kills)")
        #expect(resumed.count >= kills.count * Self.killsOfEach && resumed.allSatisfy { $0 >= 1 }, "\(resumed)")
        let (one, other) = (try whole.finished(), try killed.finished())
        for path in Set(one.keys).union(other.keys) { #expect(one[path] == other[path], "\(path)") }
        let verified = try CommandRun("verify", in: killed.folder, environment: killed.environment)
        #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
        let plan = try CommandRun("build", "--plan", in: killed.folder, environment: killed.environment)
        #expect(plan.output.contains("nothing would run"), "\(plan.output)")
        let quick = try CommandRun("build", "--quick", in: killed.folder, environment: killed.environment)
        #expect(quick.code == 0, "\(quick.output)\(quick.errors)")
    }

    /// Builds until the book is finished, and kills each build as soon as a training has a checkpoint of this build's that
    /// was not killed often enough.
    ///
    /// - Returns: how often each training was killed, by its key, and the epochs after which trainings went on.
    private func killAll(in book: SmallBook) throws -> (kills: [String: Int], resumed: [Int]) {
        var (kills, resumed) = ([String: Int](), [Int]())
        for _ in 0..<200 {
            let log = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).log")
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
            defer { try? FileManager.default.removeItem(at: log) }
            let build = try Started(
                book, environment: ["AEBOOK_CHECKPOINT_INTERVAL": "0"], output: try FileHandle(forWritingTo: log))
            let hit = killOnCheckpoint(
                build, in: book, sparing: Set(kills.filter { $0.value >= Self.killsOfEach }.keys))
            for key in hit { kills[key, default: 0] += 1 }
            let text = try String(contentsOf: log, encoding: .utf8)
            resumed += text.matches(of: /goes on after epoch (\d+) of/).compactMap { Int($0.1) }
            guard hit.isEmpty else { continue }
            #expect(build.wait() == 0, "\(text)")
            return (kills, resumed)
        }
        Issue.record("the book is not finished after 200 builds")
        return (kills, resumed)
    }

    /// - Returns: the keys of the trainings that were under way; none where the build has ended by itself.
    private func killOnCheckpoint(_ build: Started, in book: SmallBook, sparing spared: Set<String>) -> [String] {
        let start = Date()
        while build.process.isRunning {
            let found = checkpoints(in: book, since: start)
            if found.contains(where: { !spared.contains($0) }) {
                build.kill()
                // One that has ended in the meantime has no checkpoint any more.
                return checkpoints(in: book, since: start).filter { !spared.contains($0) }
            }
            usleep(2_000)
        }
        return []
    }

    private func checkpoints(in book: SmallBook, since start: Date) -> [String] {
        let store = book.folder.appendingPathComponent(".aebook/trainings")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: store.path)) ?? []
        return names.filter { $0.hasSuffix(".checkpoint") }.compactMap { name in
            let file = store.appendingPathComponent(name)
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
            guard let date = attributes?[.modificationDate] as? Date, date > start else { return nil }
            return String(name.dropLast(".checkpoint".count))
        }
    }
}
