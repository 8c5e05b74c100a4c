import Foundation
@preconcurrency import Glibc

/// A Chromium without a window that is told what to do over a pipe: messages of its DevTools protocol, each ended by a
/// zero byte, go in at its descriptor 3 and come out at 4.
final class BrowserProcess {
    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private let profile: URL
    private var rest: [UInt8] = []

    /// - Throws: where there is no Chromium.
    init() throws {
        profile = FileManager.default.temporaryDirectory.appendingPathComponent("browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
        let (toBrowser, fromBrowser) = (try Self.pipe(), try Self.pipe())
        defer {
            close(toBrowser.reading)
            close(fromBrowser.writing)
        }
        (input, output) = (toBrowser.writing, fromBrowser.reading)
        process = try Self.start(
            Self.words(profile: profile), reading: toBrowser.reading, writing: fromBrowser.writing)
    }

    private static func words(profile: URL) -> [String] {
        // Chromium refuses its sandbox to root.
        let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
        return ["/usr/bin/env", "chromium", "--headless", "--remote-debugging-pipe", "--disable-gpu"]
            + ["--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking"]
            + ["--user-data-dir=\(profile.path)", "about:blank"] + sandbox
    }

    /// Ends that are high enough not to be 3 or 4 themselves, and that no other child inherits.
    private static func pipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 64) }
        for end in ends { close(end) }
        return (high[0], high[1])
    }

    private static func start(_ words: [String], reading: Int32, writing: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, reading, 3)
        posix_spawn_file_actions_adddup2(&actions, writing, 4)
        let pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, words[0], &actions, nil, pointers, environ)
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .ENOENT) }
        return process
    }

    func send(_ message: Data) throws {
        var bytes = Array(message)[...] + [0]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            guard count > 0 else { throw BrowserFailure("the browser takes no messages; is chromium installed?") }
            bytes = bytes.dropFirst(count)
        }
    }

    /// The next message; nil where none comes in time.
    func receive(within seconds: Double) throws -> Data? {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            if let zero = rest.firstIndex(of: 0) {
                defer { rest.removeFirst(zero + 1) }
                return Data(rest[..<zero])
            }
            let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
            guard left > 0 else { return nil }
            var stream = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&stream, 1, Int32(left.rounded(.up))) > 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { throw BrowserFailure("the browser has ended; is chromium installed?") }
            rest += buffer[..<count]
        }
    }

    deinit {
        // Without its pipe the browser ends by itself; one that does not is ended.
        close(input)
        close(output)
        var status: Int32 = 0
        for _ in 0..<50 where waitpid(process, &status, WNOHANG) == 0 { usleep(100_000) }
        if waitpid(process, &status, WNOHANG) == 0 {
            kill(process, SIGKILL)
            waitpid(process, &status, 0)
        }
        try? FileManager.default.removeItem(at: profile)
    }
}

/// The browser did not do what it was asked for.
public struct BrowserFailure: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
