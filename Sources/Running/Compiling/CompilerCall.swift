import Foundation

extension Supervisor {
    /// Runs the compiler's driver, which leaves its folder for temporary files behind: here that goes with the call. The
    /// folder is named by way of the driver's own, because the driver dies of a path with letters outside of ASCII.
    package func run(
        compiler: URL, _ words: [String], in folder: URL, onOutput: ([UInt8]) -> Void
    ) throws -> ProgramResult {
        let name = ".temporary"
        let temporary = folder.appendingPathComponent(name, isDirectory: true)
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: temporary) }
        let environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": "/proc/self/cwd/\(name)"]) { $1 }
        return try run(Command(compiler, words, environment: environment, folder: folder), onOutput: onOutput)
    }
}
