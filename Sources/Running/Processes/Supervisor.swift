import CKeeper
import Foundation
@preconcurrency import Glibc
import Synchronization

/// Starts programs and knows those that run, so that an interruption ends them all.
///
/// Each program leads a process group of its own: a Ctrl-C in the terminal reaches only `aebook`, which then ends the
/// groups in order and keeps what is finished. Nothing that a program has started outlives it.
public final class Supervisor: Sendable {
    private struct State {
        /// The programs' keepers.
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
            for process in state.running { Keeper.stop(process, byForce: state.interruptions > 1) }
        }
    }

    /// Runs a program to its end, and ends what it leaves behind. Its standard input is empty.
    ///
    /// - Parameters:
    ///   - deadline: when to stop it; asked again whenever it has written something. Nil for as long as it takes.
    ///   - onOutput: gets the bytes of standard output as they arrive.
    /// - Throws: ``CommandError``.
    package func run(
        _ command: Command, until deadline: () -> ContinuousClock.Instant? = { nil }, onOutput: ([UInt8]) -> Void
    ) throws -> ProgramResult {
        let (keeper, output, errors) = try start(command)
        defer {
            output.close()
            errors.close()
        }
        var kept = Tail(limit: 1 << 18)
        var patience = Patience(process: keeper.process)
        Self.read(output.reading, onOutput, errors.reading, until: keeper.report) {
            kept.append($0)
        } wait: {
            patience.milliseconds(until: deadline())
        }
        let end = wait(for: keeper)
        guard end.error == 0 else {
            throw CommandError.cannotStart(command.executable.path, reason: String(cString: strerror(end.error)))
        }
        // Linux counts kilobytes.
        return ProgramResult(
            status: patience.ended(ProgramEnd(waitStatus: end.status)), errors: kept.bytes,
            memory: MemoryUse(peak: end.peak * 1024))
    }

    /// Pipes and process come to be under the lock: another child never inherits an end by chance, which would keep
    /// the stream open.
    private func start(_ command: Command) throws -> (Keeper, output: Pipe, errors: Pipe) {
        try state.withLock { state in
            guard state.interruptions == 0 else { throw CommandError.interrupted }
            let output = try Pipe()
            let errors = try Pipe()
            defer {
                output.closeWriting()
                errors.closeWriting()
            }
            let keeper = try Keeper(command, output: output.writing, errors: errors.writing)
            state.running.insert(keeper.process)
            return (keeper, output, errors)
        }
    }

    private func wait(for keeper: Keeper) -> kept_end {
        let end = keeper.end()
        // As long as the process is listed and not reaped its number cannot belong to another one.
        state.withLock { _ = $0.running.remove(keeper.process) }
        var status: Int32 = 0
        while waitpid(keeper.process, &status, 0) == -1, errno == EINTR {}
        return end
    }

    /// Reads both streams until all is over: a process that the program has left behind may hold them open for longer.
    ///
    /// - Parameter end: where something can be read when all is over.
    /// - Parameter wait: how many milliseconds to wait for more; -1 for any number.
    private static func read(
        _ first: Int32, _ onFirst: ([UInt8]) -> Void, _ second: Int32, until end: Int32,
        _ onSecond: ([UInt8]) -> Void, wait: () -> Int32
    ) {
        var streams = [first, second, end].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var isOver = false
        while streams[..<2].contains(where: { $0.fd >= 0 }) {
            let ready = poll(&streams, nfds_t(streams.count), isOver ? 0 : wait())
            if ready == 0, isOver { return }
            guard ready > 0 else { continue }
            if streams[2].revents != 0 { (isOver, streams[2].fd) = (true, -1) }
            for index in 0..<2 where streams[index].fd >= 0 && streams[index].revents != 0 {
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

/// Stops a program whose time is up: first it is asked to end, two seconds later it must.
private struct Patience {
    let process: pid_t
    private var isOver = false
    private var last: ContinuousClock.Instant?
    private static let grace = Duration.seconds(2)

    init(process: pid_t) { self.process = process }

    /// How the program ended, if this is what `wait` says of it.
    func ended(_ end: ProgramEnd) -> ProgramEnd {
        isOver && (end == .signalled(SIGTERM) || end == .signalled(SIGKILL)) ? .stopped : end
    }

    /// How long to wait for the program's next words; -1 where there is no hurry.
    mutating func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        let now = ContinuousClock.now
        if let last {
            if now >= last { Keeper.stop(process, byForce: true) }
            return 200
        }
        guard let deadline else { return -1 }
        if now < deadline { return Int32(min(60_000, (now.duration(to: deadline) / .milliseconds(1)).rounded(.up))) }
        isOver = true
        last = now.advanced(by: Self.grace)
        Keeper.stop(process, byForce: false)
        return 200
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
