import Foundation
import Glibc
import Running

/// The command as a process that may take so long and no longer.
struct TimedCommand {
    /// Nil where it was killed because its time was up.
    let code: Int32?
    let signal: Int32?

    /// Whether it came to an end of its own, good or bad.
    var isSound: Bool { code == 0 || code == 1 }

    init(_ words: [String], in book: SmallBook, seconds: Double) throws {
        let process = Process()
        process.executableURL = BuiltProducts.executable
        process.arguments = words
        process.currentDirectoryURL = book.folder
        process.environment = ProcessInfo.processInfo.environment.merging(book.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let end = ContinuousClock.now + .seconds(seconds)
        while process.isRunning, ContinuousClock.now < end { usleep(5_000) }
        let isLate = process.isRunning
        if isLate {
            Started.kill(treeOf: process.processIdentifier)
            Glibc.kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        let hasSignal = process.terminationReason == .uncaughtSignal
        code = isLate || hasSignal ? nil : process.terminationStatus
        signal = !isLate && hasSignal ? process.terminationStatus : nil
    }
}
