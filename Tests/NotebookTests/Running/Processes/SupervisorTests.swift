import Dispatch
import Foundation
import Notebook
import Testing

@Suite("Programs under supervision")
struct SupervisorTests {
    private func shell(_ script: String) -> Command {
        Command(URL(fileURLWithPath: "/bin/sh"), ["-c", script], folder: URL(fileURLWithPath: "/usr"))
    }

    private func run(_ script: String) throws -> (status: ProgramEnd, output: String, errors: String) {
        var output: [UInt8] = []
        let result = try Supervisor().run(shell(script)) { output += $0 }
        return (
            result.status, String(decoding: output, as: UTF8.self), String(decoding: result.errors, as: UTF8.self)
        )
    }

    @Test("Both streams, the folder and the exit code come through")
    func streams() throws {
        let result = try run("pwd; echo wrong >&2; cat; exit 7")
        #expect(result == (.exited(7), "/usr\n", "wrong\n"))
    }

    @Test("A program that writes much to both streams does not block")
    func muchOutput() throws {
        let result = try run("for i in 1 2 3 4; do head -c 200000 /dev/zero; head -c 200000 /dev/zero >&2; done")
        #expect(result.output.utf8.count == 800_000 && result.errors.utf8.count >= 1 << 18)
    }

    @Test("The signal that ended it is told")
    func signal() throws {
        #expect(try run("kill -9 $$").status == .signalled(9))
    }

    @Test("A program whose time is up is stopped, and one that will not listen too; what it said is kept")
    func deadline() throws {
        for script in ["echo said; sleep 60", "trap '' TERM; echo said; sleep 60 & sleep 60"] {
            let start = ContinuousClock.now
            var output: [UInt8] = []
            let end = try Supervisor().run(shell(script)) {
                start.advanced(by: .milliseconds(300))
            } onOutput: {
                output += $0
            }
            #expect(end.status == .stopped && String(decoding: output, as: UTF8.self) == "said\n")
            #expect(start.duration(to: .now) < .seconds(20))
        }
    }

    @Test("A program that ends in time is not stopped, and its memory is known")
    func inTime() throws {
        let end = try Supervisor().run(shell("exit 3")) {
            .now.advanced(by: .seconds(60))
        } onOutput: { _ in
        }
        #expect(end.status == .exited(3))
        #expect((100_000..<1_000_000_000).contains(end.memory.peak) && end.memory.limit > end.memory.peak)
    }

    @Test("An interruption ends the program and what it has started, and nothing starts after it")
    func interruption() throws {
        let supervisor = Supervisor()
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { supervisor.interrupt() }
        let start = ContinuousClock.now
        // The child of the child holds the streams open: only its own end lets the run end.
        let status = try supervisor.run(shell("sleep 60 & sleep 60; wait")) { _ in }.status
        #expect(start.duration(to: .now) < .seconds(20))
        #expect(status == .signalled(15))
        #expect(throws: CommandError.interrupted) { try supervisor.run(shell("true")) { _ in } }
    }
}
