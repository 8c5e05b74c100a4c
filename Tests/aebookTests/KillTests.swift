import Foundation
import Glibc
import Testing

/// Builds are killed at random instants; what they leave behind never keeps the next ones from the same finished book.
///
/// `AEBOOK_KILLS=50` kills fifty of them, and `AEBOOK_SEED` chooses other instants.
@Suite("Killed builds", .serialized)
struct KillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let kills = environment["AEBOOK_KILLS"].flatMap { Int($0) } ?? 6
    private static let seed = environment["AEBOOK_SEED"].flatMap { UInt64($0) } ?? 1

    /// Long enough for a checkpoint.
    private static let long = """
        # Long

        ```swift run
        let digits = try openDigits()
        let done = try train([
            Experiment("long", TrainingPlan(images: 300, epochs: 12, batchSize: 50, seed: 1)) {
                VanillaAutoencoder(latent: 2, using: &$0)
            },
            Experiment("short", TrainingPlan(images: 300, epochs: 4, batchSize: 50, seed: 1)) {
                SparseAutoencoder(latent: 4, penalty: 1e-3, using: &$0)
            },
        ], on: digits)
        Lines(done.map { .init($0.name, y: $0.losses) }, xAxis: .init("epoch"))
        ```

        `{swift} done["long"].testMSE` and `{swift} done["short"].testMSE`, $a + b$.
        """

    @Test("Whenever a build is killed, the next ones end with the same book, byte for byte")
    func killed() throws {
        let book = try SmallBook(["01-long": Self.long])
        defer { book.remove() }
        let cold = try seconds(of: book)
        let whole = try book.finished()
        try clean(book, withPrograms: false)
        let warm = try seconds(of: book)
        try clean(book, withPrograms: false)
        var (chance, killed) = (Chance(state: Self.seed), 0)
        while killed < Self.kills {
            let build = try Started(book)
            usleep(UInt32(chance.share() * (hasProgram(book) ? warm : cold) * 1e6))
            if build.process.isRunning { killed += 1 }
            // Every other time the chapter's own process dies too.
            if chance.share() < 0.5 { Started.kill(treeOf: build.process.processIdentifier) }
            Glibc.kill(build.process.processIdentifier, SIGKILL)
            _ = build.wait()
            guard chance.share() < 0.4 else { continue }
            try checkFinish(of: book, whole, "after \(killed) kills with the seed \(Self.seed)")
            // The compiler takes the longest, and is stopped in every third round.
            try clean(book, withPrograms: chance.share() < 0.3)
        }
        try checkFinish(of: book, whole, "at the end, with the seed \(Self.seed)")
    }

    @Test("A build that is killed in a training goes on from the last checkpoint")
    func resumed() throws {
        let book = try SmallBook(["01-long": Self.long.replacing("epochs: 12", with: "epochs: 400")])
        defer { book.remove() }
        let build = try Started(book)
        let store = book.folder.appendingPathComponent(".aebook/trainings")
        var checkpoint = false
        for _ in 0..<1_200 where !checkpoint {
            usleep(50_000)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: store.path)) ?? []
            checkpoint = names.contains { $0.hasSuffix(".checkpoint") }
        }
        #expect(checkpoint && build.process.isRunning)
        Started.kill(treeOf: build.process.processIdentifier)
        Glibc.kill(build.process.processIdentifier, SIGKILL)
        _ = build.wait()
        let plan = try CommandRun(
            list: ["build", "--plan"], in: book.folder, environment: book.environment)
        #expect(plan.output.contains("long: would be trained"), "\(plan.output)")
        let next = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(next.code == 0 && next.output.contains("long: loss"))
        let resumed = next.output.firstMatch(of: /long: goes on after epoch (\d+) of 400/).flatMap { Int($0.1) }
        #expect(resumed ?? 0 > 1, "it began anew: \(next.output)")
    }

    @Test("What a cell computes, and has started, ends when the command is killed", arguments: [SIGKILL, SIGTERM])
    func children(signal: Int32) throws {
        let seconds = "\(7_000_000 + Int.random(in: 0..<1_000_000))"
        let book = try SmallBook([
            "01-a": """
            # A

            ```swift run
            import Foundation
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "setsid sleep \(seconds) & exec sleep \(seconds)"]
            try process.run()
            var n = 0
            while true { n &+= 1 }
            ```
            """
        ])
        defer { book.remove() }
        let build = try Started(book)
        func running() -> Int { Self.processes { $0.contains(seconds) || $0.contains("\(book.folder.path)/.aebook") } }
        for _ in 0..<1_200 where Self.processes({ $0.hasPrefix("sleep\u{0}\(seconds)") }) < 2 { usleep(50_000) }
        #expect(running() >= 3)
        Glibc.kill(build.process.processIdentifier, signal)
        _ = build.wait()
        for _ in 0..<100 where running() > 0 { usleep(50_000) }
        #expect(running() == 0)
    }

    /// How many processes have such a command line.
    private static func processes(_ isMeant: (String) -> Bool) -> Int {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.count { process in
            guard pid_t(process) != nil,
                let line = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))
            else { return false }
            return isMeant(String(decoding: line, as: UTF8.self))
        }
    }

    private func checkFinish(of book: SmallBook, _ whole: [String: Data], _ comment: String) throws {
        let last = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(last.code == 0, "\(comment): \(last.errors)")
        let finished = try book.finished()
        for path in Set(finished.keys).union(whole.keys) {
            #expect(finished[path] == whole[path], "\(path) \(comment)")
        }
    }

    private func seconds(of book: SmallBook) throws -> Double {
        let start = ContinuousClock.now
        #expect(try CommandRun("build", in: book.folder, environment: book.environment).code == 0)
        return start.duration(to: .now) / .seconds(1)
    }

    private func hasProgram(_ book: SmallBook) -> Bool {
        let folder = book.folder.appendingPathComponent(".aebook/programs/01-long")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.contains { !$0.hasPrefix(".") }
    }

    /// The compiler's own cache stays: it costs the same time in every round.
    private func clean(_ book: SmallBook, withPrograms: Bool) throws {
        let programs = withPrograms ? [".aebook/programs"] : []
        for name in ["output", ".aebook/runs", ".aebook/trainings", ".aebook/digests.sealed"] + programs {
            let place = book.folder.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
        }
    }
}

/// Shares of a whole that a seed decides on: SplitMix64.
private struct Chance {
    var state: UInt64

    mutating func share() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53)
    }
}
