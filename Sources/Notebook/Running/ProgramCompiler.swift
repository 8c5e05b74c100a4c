import Digests
import Foundation

/// Compiles chapter programs, and keeps the last ones.
public struct ProgramCompiler: Sendable {
    public enum Result: Sendable {
        case program(URL)
        /// Errors at the chapter's lines.
        case errors([Diagnostic])
    }

    private let toolkit: Toolkit
    private let cache: BookCache
    private let supervisor: Supervisor
    /// Programs kept per chapter: the last one, and the one before for whoever undoes a change.
    private static let keptPrograms = 2

    public init(toolkit: Toolkit, cache: BookCache, supervisor: Supervisor) {
        self.toolkit = toolkit
        self.cache = cache
        self.supervisor = supervisor
    }

    /// The executable of a program. Its key includes the lines of the chapter, which its marks name.
    ///
    /// - Throws: ``CommandError`` where the compiler cannot be started, or an error of the file system.
    public func compile(_ program: ChapterProgram) throws -> Result {
        guard program.errors.isEmpty else { return .errors(program.errors) }
        let folder = cache.programs(of: program.chapter)
        let place = place(of: program)
        let executable = place.appendingPathComponent("chapter")
        if FileManager.default.isExecutableFile(atPath: executable.path), FolderSeal.holds(in: place) {
            touch(place)
            return .program(executable)
        }
        FolderInMaking.removeLeftovers(in: folder)
        let making = try FolderInMaking(in: folder)
        defer { making.discard() }
        let errors = try compile(program, in: making.folder)
        guard errors.isEmpty else { return .errors(errors) }
        try FolderSeal.write(in: making.folder)
        try making.land(at: place)
        keepRecent(Self.keptPrograms, in: folder)
        return .program(executable)
    }

    /// The folder of a program that has been compiled.
    func place(of program: ChapterProgram) -> URL {
        cache.programs(of: program.chapter).appendingPathComponent(key(of: program), isDirectory: true)
    }

    private func key(of program: ChapterProgram) -> String {
        SHA256.hexadecimal(fields: [
            "program": program.text, "toolkit": toolkit.digest, "toolchain": toolkit.toolchain.digest,
            "arguments": toolkit.compileArguments.joined(separator: " "),
        ])
    }

    private func compile(_ program: ChapterProgram, in folder: URL) throws -> [Diagnostic] {
        try Data(program.text.utf8).write(to: folder.appendingPathComponent("main.swift"))
        let arguments =
            toolkit.compileArguments + ["-module-cache-path", cache.clangModules.path, "main.swift", "-o", "chapter"]
            + toolkit.linkArguments
        let command = Command(toolkit.toolchain.compiler, arguments, folder: folder)
        var said: [UInt8] = []
        let (status, errors) = try supervisor.run(command) { said += $0 }
        if status == .exited(0) { return [] }
        if supervisor.isInterrupted { throw CommandError.interrupted }
        let text = String(decoding: errors + said, as: UTF8.self)
        let found = CompilerOutput(text, chapter: program.file).errors
        return found.isEmpty ? [unknown(text, status, program)] : found
    }

    private func unknown(_ text: String, _ status: ProgramEnd, _ program: ChapterProgram) -> Diagnostic {
        let line = text.split(separator: "\n").first ?? "it said nothing"
        return Diagnostic(
            at: SourceLocation(file: program.file, line: 1), "the Swift compiler failed (\(status)): \(line)")
    }
}
