import Digests
import Foundation

/// The Swift compiler on the PATH.
public struct Toolchain: Sendable {
    /// `swiftc` as it is found, and what it really is.
    public let compiler: URL
    /// Changes when another toolchain is installed or found.
    public let digest: String

    /// - Throws: ``ToolkitError/noCompiler``.
    init(path: String) throws {
        let candidates = path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/swiftc") }
        guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw ToolkitError.noCompiler
        }
        compiler = found
        let driver = found.resolvingSymlinksInPath()
        let frontend = driver.deletingLastPathComponent().appendingPathComponent("swift-frontend")
        var digest = SHA256()
        for file in [driver, frontend.resolvingSymlinksInPath()] {
            let stamp = FileStamp(of: file.path)
            digest.update(field: file.path)
            digest.update(field: stamp.map { "\($0.size) \($0.modified)" } ?? "none")
        }
        self.digest = digest.hexadecimal()
    }

    /// What the compiler says of itself, in one line; empty where it says nothing.
    ///
    /// - Parameter folder: where it may put temporary files.
    /// - Throws: ``CommandError`` where the work was interrupted before it could.
    package func version(_ supervisor: Supervisor, in folder: URL) throws -> String {
        var said: [UInt8] = []
        let end = try supervisor.run(compiler: compiler, ["--version"], in: folder) { said += $0 }
        guard end.status == .exited(0) else {
            if supervisor.isInterrupted { throw CommandError.interrupted }
            return ""
        }
        return String(decoding: said, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    }
}
