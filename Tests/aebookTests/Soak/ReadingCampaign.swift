import Foundation

/// Checks chapters that nobody would write, and looks for one that ends the command or keeps it.
struct ReadingCampaign {
    private var mutator: ChapterMutator
    /// Where chapters are kept that did.
    private let findings: URL
    private(set) var chapters = 0
    private(set) var crashes = 0
    private(set) var hangs = 0

    private static let batch = 50
    private static let longest = 10.0

    init(seed: UInt64, findings: URL) throws {
        (mutator, self.findings) = (try ChapterMutator(seed: seed), findings)
    }

    /// Checks some chapters at once, and those one by one with which something went wrong.
    mutating func run() throws {
        let texts = (0..<Self.batch).map { _ in mutator.chapter() }
        chapters += texts.count
        guard try !check(texts, seconds: 3 * Self.longest).isSound else { return }
        for text in texts {
            let result = try check([text], seconds: Self.longest)
            guard !result.isSound else { continue }
            if result.signal == nil, result.code == nil { hangs += 1 } else { crashes += 1 }
            try keep(text, result)
        }
    }

    private func check(_ texts: [String], seconds: Double) throws -> TimedCommand {
        let names = texts.indices.map { "\($0 + 1)-a" }
        let book = try SmallBook(Dictionary(uniqueKeysWithValues: zip(names, texts)))
        defer { book.remove() }
        return try TimedCommand(["check"], in: book, seconds: seconds)
    }

    private func keep(_ text: String, _ result: TimedCommand) throws {
        try FileManager.default.createDirectory(at: findings, withIntermediateDirectories: true)
        let reason = result.signal.map { "signal-\($0)" } ?? result.code.map { "code-\($0)" } ?? "hang"
        let file = findings.appendingPathComponent("chapter-\(chapters)-\(crashes + hangs)-\(reason).md")
        try Data(text.utf8).write(to: file)
    }
}
