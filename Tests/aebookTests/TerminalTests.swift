import Foundation
import Glibc
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

    @Test("NO_COLOR takes the colours away, and a narrow terminal is not overrun")
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

    /// True once the chapter's program has been compiled.
    private func isRunning(in folder: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains { !$0.hasPrefix(".") }
    }
}

/// A pseudo-terminal of a given width.
struct Terminal {
    private let master: Int32
    private let slave: Int32

    init(columns: Int) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        (self.master, self.slave) = (master, slave)
    }

    /// Everything that the command writes to the terminal.
    func run(_ arguments: [String], in folder: URL, environment: [String: String]) throws -> String {
        let process = Process()
        process.executableURL = BuiltProducts.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
            .merging(environment) { $1 }
        let end = FileHandle(fileDescriptor: slave)
        process.standardInput = end
        process.standardOutput = end
        process.standardError = end
        try process.run()
        close(slave)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        process.waitUntilExit()
        close(master)
        return String(decoding: bytes, as: UTF8.self)
    }
}
