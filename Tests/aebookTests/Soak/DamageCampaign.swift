import Foundation
import Testing

/// Damages files of a store, several at once, and looks whether the next build ends with the same finished book.
struct DamageCampaign {
    let book: SmallBook
    private let whole: [String: Data]
    private let seed: UInt64
    private var chance: Chance
    private(set) var files = 0
    private(set) var losses = 0
    private(set) var hangs = 0

    private static let filesAtOnce = 15

    init(seed: UInt64) throws {
        (self.seed, chance) = (seed, Chance(state: seed))
        book = try SmallBook(["01-training": DamageTests.chapter])
        #expect(try CommandRun("build", in: book.folder, environment: book.environment).code == 0)
        whole = try book.finished()
    }

    mutating func run() throws {
        let all = try DamageTests.files(book, ending: "").filter {
            (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
        }
        var damaged: [String] = []
        for file in all.sorted(by: { $0.path < $1.path }).shuffled(using: &chance).prefix(Self.filesAtOnce) {
            let (way, damage) = chance.pick(DamageTests.ways)
            try DamageTests.replace(file, damage(Data(contentsOf: file)))
            damaged.append("\(file.lastPathComponent) \(way)")
        }
        files += damaged.count
        // The run goes too in every other round, so that the store and the program are looked at.
        if chance.share() < 0.5 {
            try? FileManager.default.removeItem(at: book.folder.appendingPathComponent(".aebook/runs"))
        }
        let build = try TimedCommand(["build"], in: book, seconds: 120)
        if build.code == nil, build.signal == nil { hangs += 1 }
        let finished = try book.finished()
        let different = Set(finished.keys).union(whole.keys).filter { finished[$0] != whole[$0] }
        let comment = "\(files) damaged files, with the seed \(seed): \(damaged.joined(separator: ", "))"
        #expect(build.code == 0, "\(comment)")
        #expect(different.isEmpty, "\(comment)")
        if build.code != 0 || !different.isEmpty { losses += 1 }
    }
}
