import CKeeper
import Foundation
@preconcurrency import Glibc

/// A program's keeper: it runs the program in a process group of its own, with the usual signals and an empty standard
/// input, and lets nothing of it outlive the program or us.
struct Keeper {
    let process: pid_t
    /// From which it can be read in the end what became of the program.
    let report: Int32

    /// The calling thread must live as long as the program: the system takes its end for ours.
    init(_ command: Command, output: Int32, errors: Int32) throws(CommandError) {
        let words = [command.executable.path] + command.arguments
        var report: Int32 = -1
        let process = withStrings(words) { words in
            withStrings(command.environment.map { "\($0.key)=\($0.value)" }) { environment in
                command.folder.path.withCString { folder in
                    var program = kept_program(
                        path: words[0], arguments: words, environment: environment, folder: folder, output: output,
                        errors: errors)
                    return start_kept(&program, &report)
                }
            }
        }
        guard process >= 0 else { throw .cannotStart(words[0], reason: String(cString: strerror(errno))) }
        self.process = process
        self.report = report
    }

    /// Asks the program to end, or ends it with all that it has started.
    static func stop(_ process: pid_t, byForce: Bool) {
        if byForce { end_kept(process) } else { ask_kept_to_end(process) }
    }

    /// What became of the program; waits until all is over. A keeper that was killed has taken it along.
    func end() -> kept_end {
        defer { close(report) }
        var end = kept_end()
        var count = 0
        repeat { count = read(report, &end, MemoryLayout<kept_end>.size) } while count < 0 && errno == EINTR
        return count == MemoryLayout<kept_end>.size ? end : kept_end(status: SIGKILL, error: 0, peak: 0)
    }
}

private func withStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}

/// A pipe whose ends no child inherits, except as its standard output or error.
package final class Pipe {
    package private(set) var reading: Int32
    package private(set) var writing: Int32

    package init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw CommandError.cannotStart("a program", reason: String(cString: strerror(errno)))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = ends[0]
        writing = ends[1]
    }

    func closeWriting() {
        if writing >= 0 { Glibc.close(writing) }
        writing = -1
    }

    package func close() {
        closeWriting()
        if reading >= 0 { Glibc.close(reading) }
        reading = -1
    }

    deinit { close() }
}
