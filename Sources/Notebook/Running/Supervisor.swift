import Foundation
@preconcurrency import Glibc
import Synchronization

/// Starts programs and knows those that run, so that an interruption ends them all.
///
/// Each program leads a process group of its own: a Ctrl-C in the terminal reaches only `aebook`, which then ends the
/// groups in order and keeps what is finished.
public final class Supervisor: Sendable {
    private struct State {
        var running: Set<pid_t> = []
        var interruptions = 0
    }

    private let state = Mutex(State())

    public init() {}

    public var isInterrupted: Bool { state.withLock { $0.interruptions > 0 } }

    /// Asks every running program to end, the second time with force. Nothing starts any more.
    public func interrupt() {
        state.withLock { state in
            state.interruptions += 1
            let signal = state.interruptions > 1 ? SIGKILL : SIGTERM
            for process in state.running { kill(-process, signal) }
        }
    }

    /// Runs a program to its end. Its standard input is empty.
    ///
    /// - Parameter onOutput: gets the bytes of standard output as they arrive.
    /// - Returns: how it ended, and the end of what it wrote to standard error.
    /// - Throws: ``CommandError``.
    package func run(_ command: Command, onOutput: ([UInt8]) -> Void) throws -> (status: ProgramEnd, errors: [UInt8]) {
        let (process, output, errors) = try start(command)
        defer {
            output.close()
            errors.close()
        }
        var kept = Tail(limit: 1 << 18)
        Self.read(output.reading, onOutput, errors.reading) { kept.append($0) }
        return (wait(for: process), kept.bytes)
    }

    /// Pipes and process come to be under the lock: another child never inherits an end by chance, which would keep
    /// the stream open.
    private func start(_ command: Command) throws -> (pid_t, output: Pipe, errors: Pipe) {
        try state.withLock { state in
            guard state.interruptions == 0 else { throw CommandError.interrupted }
            let output = try Pipe()
            let errors = try Pipe()
            defer {
                output.closeWriting()
                errors.closeWriting()
            }
            let process = try spawn(command, output: output.writing, errors: errors.writing)
            state.running.insert(process)
            return (process, output, errors)
        }
    }

    private func wait(for process: pid_t) -> ProgramEnd {
        // Wait without reaping first: as long as the process is listed its number cannot belong to another one.
        var info = siginfo_t()
        while waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        state.withLock { _ = $0.running.remove(process) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        return ProgramEnd(waitStatus: status)
    }

    /// Reads both streams until both have ended.
    private static func read(
        _ first: Int32, _ onFirst: ([UInt8]) -> Void, _ second: Int32, _ onSecond: ([UInt8]) -> Void
    ) {
        var streams = [first, second].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while streams.contains(where: { $0.fd >= 0 }) {
            guard poll(&streams, nfds_t(streams.count), -1) >= 0 else { continue }
            for index in streams.indices where streams[index].fd >= 0 && streams[index].revents != 0 {
                let count = Glibc.read(streams[index].fd, &buffer, buffer.count)
                if count > 0 {
                    index == 0 ? onFirst(Array(buffer[..<count])) : onSecond(Array(buffer[..<count]))
                } else if count == 0 || errno != EINTR {
                    streams[index].fd = -1
                }
            }
        }
    }
}

/// The end of a stream of bytes.
private struct Tail {
    let limit: Int
    private(set) var bytes: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    mutating func append(_ more: [UInt8]) {
        bytes += more
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }
}
