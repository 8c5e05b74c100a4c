import Foundation

extension Supervisor {
    /// Runs the compiler's driver, which leaves its folder for temporary files behind: here that goes with the call.
    func run(
        compiler: URL, _ words: [String], in folder: URL, onOutput: ([UInt8]) -> Void
    ) throws -> ProgramResult {
        let temporary = folder.appendingPathComponent(".temporary", isDirectory: true)
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: temporary) }
        let environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary.path]) { $1 }
        return try run(Command(compiler, words, environment: environment, folder: folder), onOutput: onOutput)
    }
}
