import Foundation
import Glibc
import Running
import Testing

@Suite("The command at a terminal and in a pipe", .serialized)
struct TerminalTests {
    @Test("At a terminal a training has a line that is redrawn in place")
    func liveLines() throws {
        let book = try SmallBook(["01-training": SmallBook.training()])
        defer { book.remove() }
        let terminal = try Terminal(columns: 100)
        let text = try terminal.run(["build"], in: book.folder, environment: book.environment)
        #expect(text.contains("━") && text.contains("epoch ") && text.contains("/12"))
        #expect(text.contains("\u{1B}[1A"), "nothing was redrawn")
        #expect(text.contains("tiny: loss 0."))
        #expect(text.contains("01-training: ran in "))
    }

    @Test("NO_COLOR takes the colors away, and a narrow terminal is not overrun")
    func plainNarrow() throws {
        let book = try SmallBook(["01-training": SmallBook.training() + "\n```swift run\nlet a: Int = \"\"\n```\n"])
        defer { book.remove() }
        let terminal = try Terminal(columns: 40)
        let environment = book.environment.merging(["NO_COLOR": "1"]) { $1 }
        let text = try terminal.run(["build"], in: book.folder, environment: environment)
        #expect(text.contains("error:") && !text.contains("\u{1B}[31m"))
        let live = text.split(whereSeparator: \.isNewline).filter { $0.contains("\u{1B}[K") }
        #expect(live.allSatisfy { $0.replacing(/\u{1B}\[\d*[A-Z]/, with: "").count < 40 })
    }

    @Test("A reader that goes away ends the output without a word")
    func brokenPipe() throws {
        let book = try SmallBook(["01-words": "# Words\n"])
        defer { book.remove() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let errors = book.folder.appendingPathComponent("errors.txt").path
        process.arguments = [
            "-c", "{ \"$0\" build; echo code $? >>\"$1\"; } 2>>\"$1\" | true", BuiltProducts.executable.path, errors,
        ]
        process.currentDirectoryURL = book.folder
        process.environment = ProcessInfo.processInfo.environment.merging(book.environment) { $1 }
        try process.run()
        process.waitUntilExit()
        #expect(try String(contentsOfFile: errors, encoding: .utf8) == "code 0\n")
        #expect(FileManager.default.fileExists(atPath: book.folder.appendingPathComponent("output/index.html").path))
    }

    @Test("An interruption ends the programs, keeps the book whole, and says so")
    func interruption() throws {
        let book = try SmallBook(["01-slow": "# Slow\n\n```swift run\nimport Foundation\nprint(1)\nsleep(60)\n```\n"])
        defer { book.remove() }
        let process = Process()
        process.executableURL = BuiltProducts.executable
        process.arguments = ["build"]
        process.currentDirectoryURL = book.folder
        process.environment = ProcessInfo.processInfo.environment.merging(book.environment) { $1 }
        let errors = Foundation.Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let programs = book.folder.appendingPathComponent(".aebook/programs/01-slow").path
        for _ in 0..<300 where !isRunning(in: programs) { usleep(100_000) }
        usleep(200_000)
        process.interrupt()
        let start = ContinuousClock.now
        process.waitUntilExit()
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(process.terminationStatus == 130)
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said.hasPrefix("aebook: interrupted"))
    }

    @Test("Ctrl-C at a terminal ends a cell that sleeps, and the next build goes on with what was finished")
    func controlC() throws {
        let book = try SmallBook([
            "01-training": SmallBook.training(epochs: 12) + "\n```swift run\nimport Foundation\nsleep(60)\n```\n"
        ])
        defer { book.remove() }
        let terminal = try Terminal(columns: 100)
        try terminal.start(["build"], in: book.folder, environment: book.environment)
        #expect(terminal.wait { $0.contains("tiny: loss 0.") })
        let start = ContinuousClock.now
        terminal.type("\u{3}")
        #expect(terminal.end() == 130)
        #expect(start.duration(to: .now) < .seconds(20))
        #expect(terminal.text.contains("aebook: interrupted; what was finished is kept"))

        try book.write(SmallBook.training(epochs: 12), to: "01-training")
        let again = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(again.code == 0 && again.output.contains("tiny: loss 0.") && again.output.contains("from the store"))
        #expect(again.output.contains("reused 1 training, which saved "))
    }

    @Test("Ctrl-C ends a build too that waits for another one")
    func controlCWhileWaiting() throws {
        let book = try SmallBook(["01-words": "# Words\n"])
        defer { book.remove() }
        let cache = book.folder.appendingPathComponent(".aebook")
        try FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)
        let lock = open(cache.appendingPathComponent("lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX) == 0)
        let terminal = try Terminal(columns: 100)
        try terminal.start(["build"], in: book.folder, environment: book.environment)
        #expect(terminal.wait { $0.contains("waiting for it") })
        let start = ContinuousClock.now
        terminal.type("\u{3}")
        #expect(terminal.end() == 130)
        #expect(start.duration(to: .now) < .seconds(20))
    }

    @Test("A terminal that becomes narrower while a training runs keeps no piece of an older line")
    func resizing() throws {
        let book = try SmallBook(["01-training": SmallBook.training(epochs: 60)])
        defer { book.remove() }
        let terminal = try Terminal(columns: 100)
        try terminal.start(["build"], in: book.folder, environment: book.environment)
        #expect(terminal.wait { $0.contains("epoch  2/60") })
        terminal.resize(columns: 50)
        #expect(terminal.end() == 0)
        // The line of 100 columns fills two rows of 50: the next drawing goes up by both.
        #expect(terminal.text.contains("\u{1B}[2A"))
        let last = terminal.text.components(separatedBy: "\u{1B}[2A").last ?? ""
        let live = last.split(whereSeparator: \.isNewline).filter { $0.contains("\u{1B}[K") && $0.contains("epoch ") }
        #expect(live.allSatisfy { $0.replacing(/\u{1B}\[\d*[A-Z]/, with: "").count < 50 })
    }

    @Test("In a pipe there are plain lines: no escape, no line that is redrawn")
    func pipe() throws {
        let book = try SmallBook(["01-training": SmallBook.training()])
        defer { book.remove() }
        let run = try CommandRun(
            "build", in: book.folder, environment: book.environment.merging(["TERM": "xterm"]) { $1 })
        #expect(run.code == 0 && run.output.contains("01-training: tiny: epoch 10/12"))
        #expect(!(run.output + run.errors).contains { $0 == "\u{1B}" || $0 == "\r" })
        #expect(run.output.contains("ran 1 chapter and 1 training in "))
    }

    @Test("A terminal that cannot redraw gets plain lines")
    func dumb() throws {
        let book = try SmallBook(["01-training": SmallBook.training()])
        defer { book.remove() }
        let environment = book.environment.merging(["TERM": "dumb"]) { $1 }
        let text = try Terminal(columns: 100).run(["build"], in: book.folder, environment: environment)
        #expect(text.contains("tiny: epoch 10/12") && !text.contains("\u{1B}"))
    }

    /// True once the chapter's program has been compiled.
    private func isRunning(in folder: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { !$0.hasPrefix(".") }
    }
}
