import Foundation

/// A program to start, with everything that it is given.
public struct Command: Sendable {
    public var executable: URL
    public var arguments: [String]
    public var environment: [String: String]
    /// Where it runs.
    public var folder: URL

    public init(
        _ executable: URL, _ arguments: [String],
        environment: [String: String] = ProcessInfo.processInfo.environment, folder: URL
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
    }
}

/// How a program ended.
public enum ProgramEnd: Equatable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)
    /// We stopped it, because its time was up.
    case stopped

    /// From `waitpid`: the low seven bits name the signal, the next byte is the exit code.
    package init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited(waitStatus >> 8 & 0xFF) : .signalled(signal)
    }

    public var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let signal): "signal \(signal)"
        case .stopped: "stopped"
        }
    }
}

/// What became of a program.
package struct ProgramResult: Sendable {
    package let status: ProgramEnd
    /// The end of what it wrote to standard error.
    package let errors: [UInt8]
    package let memory: MemoryUse
}

/// A program cannot be started, or must not be because the user has interrupted the work.
public enum CommandError: Error, Equatable, CustomStringConvertible {
    case cannotStart(String, reason: String)
    case interrupted

    public var description: String {
        switch self {
        case .cannotStart(let path, let reason): "cannot start \(path): \(reason)"
        case .interrupted: "interrupted"
        }
    }
}
