import Datasets
import Foundation

/// What a build of the book costs after a change: nothing changed, a word of prose, a caption, a figure's cell, a
/// training; each in a copy of the book that was built before.
struct BookBench {
    let options: Options
    let data: ResolvedData

    /// A change of one chapter, and what may happen then.
    private struct Change {
        let name: String
        /// Seconds; nil where the training's own time is added.
        let limit: Double?
        let mayRun: Bool
        /// The trainings that run.
        let trainings: Int
        /// The text before and after; each round puts its number in place of `#`, and
        /// a word of its own in place of `@`.
        let old: String
        let new: String
    }

    private static let chapter = "03-what-the-bottleneck-learns"
    private static let changes = [
        Change(name: "nothing", limit: 0.3, mayRun: false, trainings: 0, old: "", new: ""),
        Change(
            name: "a word of prose", limit: 0.5, mayRun: false, trainings: 0, old: "now they are trained",
            new: "now they are trained @"),
        Change(
            name: "a caption", limit: 0.5, mayRun: false, trainings: 0, old: "Learning is fast at first",
            new: "Learning is fast @ at first"),
        Change(
            name: "a figure's cell", limit: 4, mayRun: true, trainings: 0, old: "xAxis: .init(\"epoch\")",
            new: "xAxis: .init(\"epoch #\")"),
        // So little that the book's claims still hold.
        Change(
            name: "a section's training", limit: nil, mayRun: true, trainings: 1,
            old: "RectifiedAutoencoder(latent: wide, penalty: 1e-3,",
            new: "RectifiedAutoencoder(latent: wide, penalty: 1.0#e-3,"),
        // Nearly all of the chapter is made of its result.
        Change(
            name: "one of the five", limit: nil, mayRun: true, trainings: 1,
            old: "SparseAutoencoder(latent: 32, penalty: 1e-3,",
            new: "SparseAutoencoder(latent: 32, penalty: 1.0#e-3,"),
    ]

    func run() throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("aebook-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: place) }
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for name in ["chapters", "Sources"] {
            try FileManager.default.copyItem(
                at: Self.package.appendingPathComponent(name), to: place.appendingPathComponent(name))
        }
        print("\nbook: a first build, then after each change the median of \(options.rounds) builds")
        let first = try build(place)
        print(Self.row("the first build", first, limit: ""))
        for change in Self.changes { try measure(change, in: place) }
    }

    private static let package = URL(
        fileURLWithPath: URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Sources" }.joined(
            separator: "/"))

    private func measure(_ change: Change, in place: URL) throws {
        let file = place.appendingPathComponent("chapters/\(Self.chapter).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        guard change.old.isEmpty || text.contains(change.old) else {
            throw BenchError("\(Self.chapter) no longer has the text \(change.old)")
        }
        defer { try? Data(text.utf8).write(to: file) }
        let builds = try (1...options.rounds).map { round in
            let new = change.new.replacingOccurrences(of: "#", with: "\(round)")
                .replacingOccurrences(of: "@", with: String(repeating: "so", count: round))
            try Data(text.replacingOccurrences(of: change.old, with: new).utf8).write(to: file)
            // A file that was written in the same instant as it is read is not trusted to be the same later.
            Thread.sleep(forTimeInterval: 0.1)
            return try check(build(place), change)
        }
        let own = Statistics.median(builds.map { $0.work.trained.values.reduce(0, +) })
        let limit = change.limit.map { "under \($0) s" } ?? "under 4 s + training \(Report.number(own, 1)) s"
        print(Self.row(change.name, Timing(median: builds), limit: limit))
    }

    private func check(_ timing: Timing, _ change: Change) throws -> Timing {
        guard timing.work.hasRun == change.mayRun, timing.work.trained.count == change.trainings else {
            throw BenchError("after a change of \(change.name) the build did other work: \(timing.work)")
        }
        return timing
    }

    private func build(_ place: URL) throws -> Timing {
        let tool = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("aebook")
        return try Timing(
            of: tool, ["build", "--data", data.folder.path, "--threads", "\(options.threads)"], in: place)
    }

    private static func row(_ name: String, _ timing: Timing, limit: String) -> String {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        return padded(name, 22) + padded("\(Report.number(timing.wall, 2)) s", 10)
            + padded("user+sys \(Report.number(timing.processor, 2)) s", 20) + limit
    }
}

/// How long a build took, by the clock and on the processors, its children among them; and what it did.
private struct Timing {
    let wall: Double
    let processor: Double
    let work: Work

    struct Work {
        /// True where a chapter was compiled and run.
        var hasRun = false
        /// Seconds of the trainings that ran, by name.
        var trained: [String: Double] = [:]
    }

    init(of executable: URL, _ arguments: [String], in folder: URL) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardOutput = output
        let (start, before) = (ContinuousClock.now, Self.childrenSeconds)
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        wall = start.duration(to: .now) / .seconds(1)
        processor = Self.childrenSeconds - before
        guard process.terminationStatus == 0 else { throw BenchError("aebook build failed: \(text)") }
        work = Self.work(text, in: folder)
    }

    init(median all: [Timing]) {
        wall = Statistics.median(all.map(\.wall))
        processor = Statistics.median(all.map(\.processor))
        work = all.last?.work ?? Work()
    }

    private static func work(_ text: String, in folder: URL) -> Work {
        var work = Work(hasRun: text.contains(": compiling and running"))
        let file = folder.appendingPathComponent("output/experiments.json")
        let records = (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode([Record].self, from: $0) } ?? []
        for record in records where !record.cached && work.hasRun { work.trained[record.name] = record.seconds }
        return work
    }

    private struct Record: Decodable {
        let name: String
        let seconds: Double
        let cached: Bool
    }

    /// User and system time of all processes that have ended below this one.
    private static var childrenSeconds: Double {
        var usage = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
