import Foundation
import Glibc
import Synchronization

/// A pseudo-terminal of a given width, with the command in front of it as a shell would put it there.
final class Terminal: Sendable {
    private let master: Int32
    private let slave: Int32
    private let written = Mutex<[UInt8]>([])
    private let process = Mutex<Process?>(nil)
    private let reading = DispatchGroup()

    init(columns: Int) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var size = Self.size(columns: columns)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        for one in [master, slave] { _ = fcntl(one, F_SETFD, FD_CLOEXEC) }
        (self.master, self.slave) = (master, slave)
    }

    deinit { close(master) }

    /// Everything that the command writes to the terminal.
    func run(_ arguments: [String], in folder: URL, environment: [String: String]) throws -> String {
        try start(arguments, in: folder, environment: environment)
        _ = end()
        return text
    }

    /// The session is the terminal's own, so that a Ctrl-C typed at it reaches the command.
    func start(_ arguments: [String], in folder: URL, environment: [String: String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait", BuiltProducts.executable.path] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
            .merging(environment) { $1 }
        let end = FileHandle(fileDescriptor: slave)
        process.standardInput = end
        process.standardOutput = end
        process.standardError = end
        try process.run()
        close(slave)
        self.process.withLock { $0 = process }
        reading.enter()
        Thread.detachNewThread { self.read() }
    }

    /// What has been written so far.
    var text: String { String(decoding: written.withLock { $0 }, as: UTF8.self) }

    /// Waits until the text is as wanted; false where it is not within half a minute.
    func wait(until isWanted: (String) -> Bool) -> Bool {
        for _ in 0..<600 {
            if isWanted(text) { return true }
            usleep(50_000)
        }
        return false
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(master, bytes, bytes.count)
    }

    func resize(columns: Int) {
        var size = Self.size(columns: columns)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Waits for the command's end.
    ///
    /// - Returns: its exit code.
    func end() -> Int32 {
        reading.wait()
        guard let process = process.withLock({ $0 }) else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(master, &buffer, buffer.count)
            guard count > 0 else { break }
            written.withLock { $0 += buffer[..<count] }
        }
        reading.leave()
    }

    private static func size(columns: Int) -> winsize {
        winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    }
}
