import Foundation
import Running
import Testing

/// Builds one book several times at once, and looks whether all end with the same one.
struct ConcurrencyCampaign {
    let book: SmallBook
    private let whole: [String: Data]
    private let seed: UInt64
    private var chance: Chance
    private(set) var builds = 0
    private(set) var losses = 0
    private(set) var hangs = 0

    init(seed: UInt64) throws {
        (self.seed, chance) = (seed, Chance(state: seed))
        book = try SmallBook([
            "01-training": DamageTests.chapter, "02-more": SmallBook.training(latent: 3, epochs: 3),
        ])
        #expect(try CommandRun("build", in: book.folder, environment: book.environment).code == 0)
        whole = try book.finished()
    }

    mutating func run() throws {
        for name in ["output", ".aebook/runs", ".aebook/trainings"] where chance.share() < 0.7 {
            try? FileManager.default.removeItem(at: book.folder.appendingPathComponent(name))
        }
        let started = try (0..<2 + Int(chance.share() * 3)).map { _ in
            usleep(UInt32(chance.share() * 200_000))
            return try Started(book)
        }
        builds += started.count
        let end = ContinuousClock.now + .seconds(180)
        while started.contains(where: { $0.process.isRunning }), ContinuousClock.now < end { usleep(20_000) }
        let late = started.filter { $0.process.isRunning }
        hangs += late.count
        for one in late { one.kill() }
        let codes = started.map { $0.wait() }
        let finished = try book.finished()
        let different = Set(finished.keys).union(whole.keys).filter { finished[$0] != whole[$0] }
        #expect(codes.allSatisfy { $0 == 0 }, "exit codes \(codes) with the seed \(seed)")
        #expect(different.isEmpty, "after \(builds) builds with the seed \(seed)")
        if codes.contains(where: { $0 != 0 }) || !different.isEmpty { losses += 1 }
    }
}
