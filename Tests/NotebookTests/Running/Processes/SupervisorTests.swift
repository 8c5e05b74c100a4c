import Dispatch
import Foundation
import Notebook
import Running
import TestSupport
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

    /// Each leaves a process behind that would hold the streams for a minute.
    @Test(
        "What a program leaves behind ends with it", .ends,
        arguments: [
            "sleep 61.5 &", "setsid sleep 61.5 &", "(setsid sh -c 'sleep 61.5 & exec sleep 61.5' &)",
            "trap '' TERM HUP; nohup sleep 61.5 > /dev/null 2>&1 &",
            "sh -c 'sh -c \"setsid sleep 61.5 &\"; kill -9 $$' ",
        ])
    func leftBehind(script: String) throws {
        let start = ContinuousClock.now
        let result = try run("\(script)\n echo said; exit 3")
        #expect(result.status == .exited(3) && result.output == "said\n")
        #expect(start.duration(to: .now) < .seconds(20))
        #expect(!Self.runs("sleep\u{0}61.5"))
    }

    @Test("A program whose time is up takes along what it has started elsewhere")
    func deadlineOfAll() throws {
        let start = ContinuousClock.now
        let end = try Supervisor().run(shell("setsid sleep 62.5 & sleep 62.5")) {
            start.advanced(by: .milliseconds(300))
        } onOutput: { _ in
        }
        #expect(end.status == .stopped && !Self.runs("sleep\u{0}62.5"))
    }

    @Test("What is written last is read, also where somebody else holds the stream")
    func lastWords() throws {
        let result = try run("sleep 63.5 & head -c 300000 /dev/zero; echo end >&2")
        #expect(result.output.utf8.count == 300_000 && result.errors == "end\n")
    }

    @Test(
        "It runs in a folder of any name, and is found in one",
        arguments: [
            "lr=0.01", "a, b", "größe", "q\"uo'te", "-C", "$HOME", "new\nline", "100%",
        ])
    func folders(name: String) throws {
        let folder = try Handmade.folder().appendingPathComponent(name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appendingPathComponent("program")
        try Data("#!/bin/sh\npwd\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        var output: [UInt8] = []
        let end = try Supervisor().run(Command(program, [], folder: folder)) { output += $0 }
        #expect(end.status == .exited(0) && String(decoding: output, as: UTF8.self) == folder.path + "\n")
    }

    @Test("What cannot be started says why")
    func notStarted() {
        let folder = URL(fileURLWithPath: "/usr")
        #expect(throws: CommandError.cannotStart("/no/such", reason: "No such file or directory")) {
            try Supervisor().run(Command(URL(fileURLWithPath: "/no/such"), [], folder: folder)) { _ in }
        }
        #expect(throws: CommandError.cannotStart("/bin/sh", reason: "No such file or directory")) {
            try Supervisor().run(
                Command(URL(fileURLWithPath: "/bin/sh"), [], folder: URL(fileURLWithPath: "/no/such"))
            ) { _ in }
        }
    }

    /// Whether a process with this command line is there.
    private static func runs(_ words: String) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { process in
            let line = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
            return pid_t(process) != nil && line?.hasPrefix(words) == true
        }
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
