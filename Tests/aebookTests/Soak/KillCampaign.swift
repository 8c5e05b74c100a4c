import Foundation
import Glibc
import Running
import Testing

/// Kills builds at random instants, and looks whether the next ones end with the same finished book.
struct KillCampaign {
    let book: SmallBook
    private let whole: [String: Data]
    /// How long a build takes with and without the compiler.
    private let seconds: (cold: Double, warm: Double)
    private let seed: UInt64
    private var chance: Chance
    private(set) var kills = 0
    /// How often the finished book was looked at, and how often it was another one.
    private(set) var checks = 0
    private(set) var losses = 0

    /// Long enough for a checkpoint.
    static let chapter = """
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

    init(seed: UInt64) throws {
        (self.seed, chance) = (seed, Chance(state: seed))
        book = try SmallBook(["01-long": Self.chapter])
        let cold = try Self.seconds(of: book)
        whole = try book.finished()
        try Self.clean(book, withPrograms: false)
        seconds = (cold, try Self.seconds(of: book))
        try Self.clean(book, withPrograms: false)
    }

    /// Kills one build, which may have ended before, and looks at what the next one makes of what is left.
    mutating func kill() throws {
        let build = try Started(book)
        usleep(UInt32(chance.share() * (hasProgram ? seconds.warm : seconds.cold) * 1e6))
        if build.process.isRunning { kills += 1 }
        // Every other time the chapter's own process dies too.
        if chance.share() < 0.5 { Started.kill(treeOf: build.process.processIdentifier) }
        Glibc.kill(build.process.processIdentifier, SIGKILL)
        _ = build.wait()
        guard chance.share() < 0.25 else { return }
        try check("after \(kills) kills with the seed \(seed)")
        // The compiler takes the longest, and is stopped in every third round.
        try Self.clean(book, withPrograms: chance.share() < 0.3)
    }

    /// Builds once more, and compares.
    mutating func check(_ comment: String) throws {
        let last = try CommandRun("build", in: book.folder, environment: book.environment)
        let finished = try book.finished()
        let different = Set(finished.keys).union(whole.keys).filter { finished[$0] != whole[$0] }
        checks += 1
        if last.code != 0 || !different.isEmpty { losses += 1 }
        #expect(last.code == 0, "\(comment): \(last.errors)")
        #expect(different.isEmpty, "\(comment)")
    }

    private static func seconds(of book: SmallBook) throws -> Double {
        let start = ContinuousClock.now
        #expect(try CommandRun("build", in: book.folder, environment: book.environment).code == 0)
        return start.duration(to: .now) / .seconds(1)
    }

    private var hasProgram: Bool {
        let folder = book.folder.appendingPathComponent(".aebook/programs/01-long")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.contains { !$0.hasPrefix(".") }
    }

    /// The compiler's own cache stays: it costs the same time in every round.
    private static func clean(_ book: SmallBook, withPrograms: Bool) throws {
        let programs = withPrograms ? [".aebook/programs"] : []
        for name in ["output", ".aebook/runs", ".aebook/trainings", ".aebook/digests.sealed"] + programs {
            let place = book.folder.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
        }
    }
}
