import Foundation
import Glibc
import Running
import Testing

/// Builds are killed at random instants; what they leave behind never keeps the next ones from the same finished book.
///
/// `AEBOOK_KILLS=50` kills fifty of them, and `AEBOOK_SEED` chooses other instants.
@Suite("Killed builds", .serialized)
struct KillTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let kills = environment["AEBOOK_KILLS"].flatMap { Int($0) } ?? 6
    private static let seed = environment["AEBOOK_SEED"].flatMap { UInt64($0) } ?? 1

    @Test("Whenever a build is killed, the next ones end with the same book, byte for byte")
    func killed() throws {
        var campaign = try KillCampaign(seed: Self.seed)
        defer { campaign.book.remove() }
        while campaign.kills < Self.kills { try campaign.kill() }
        try campaign.check("at the end, with the seed \(Self.seed)")
    }

    @Test("A build that is killed in a training goes on from the last checkpoint")
    func resumed() throws {
        let book = try SmallBook(["01-long": KillCampaign.chapter.replacing("epochs: 12", with: "epochs: 400")])
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
}
