import Digests
import Foundation
import Manuscript
import Synchronization
import Tangling

/// Compiles chapter programs, and keeps the last ones.
public struct ProgramCompiler: Sendable {
    public enum Result: Sendable {
        /// The executable, and what the compiler warned of, at the chapter's lines.
        case program(URL, warnings: [Diagnostic])
        /// Errors and warnings at the chapter's lines.
        case errors([Diagnostic], warnings: [Diagnostic])
    }

    private let toolkit: Toolkit
    private let cache: BookCache
    private let supervisor: Supervisor
    private let arguments: [String]
    /// Programs kept per chapter: the last one, and the one before for whoever undoes a change.
    private static let keptPrograms = 2

    public init(toolkit: Toolkit, cache: BookCache, supervisor: Supervisor, isOptimized: Bool) {
        self.toolkit = toolkit
        self.cache = cache
        self.supervisor = supervisor
        arguments = toolkit.compileArguments(isOptimized: isOptimized)
    }

    /// The executable of a program. Its key includes the lines of the chapter, which its marks name.
    ///
    /// - Throws: ``CommandError`` where the compiler cannot be started, or an error of the file system.
    public func compile(_ program: ChapterProgram) throws -> Result {
        guard program.errors.isEmpty else { return .errors(program.errors, warnings: []) }
        let folder = cache.programs(of: program.chapter)
        let place = place(of: program)
        let executable = place.appendingPathComponent("chapter")
        if FileManager.default.isExecutableFile(atPath: executable.path), FolderSeal.holds(in: place) {
            touch(place)
            return .program(executable, warnings: CompilerWarnings(in: place).list)
        }
        FolderInMaking.removeLeftovers(in: folder)
        let making = try FolderInMaking(in: folder)
        defer { making.discard() }
        let output = try compileWithSoundModules(program, in: making.folder)
        guard output.errors.isEmpty else { return .errors(output.errors, warnings: output.warnings) }
        try CompilerWarnings(output.warnings).write(in: making.folder)
        try FolderSeal.write(in: making.folder)
        try making.land(at: place)
        keepRecent(Self.keptPrograms, in: folder)
        return .program(executable, warnings: output.warnings)
    }

    /// The folder of a program that has been compiled.
    package func place(of program: ChapterProgram) -> URL {
        cache.programs(of: program.chapter).appendingPathComponent(key(of: program), isDirectory: true)
    }

    private func key(of program: ChapterProgram) -> String {
        SHA256.hexadecimal(fields: [
            "program": program.text, "toolkit": toolkit.digest, "toolchain": toolkit.toolchain.digest,
            "arguments": arguments.joined(separator: " "),
        ])
    }

    /// What the compiler keeps of the C modules may be damaged, which it does not mend: then it says so of everything
    /// but the chapter. It gets another try without that.
    private func compileWithSoundModules(_ program: ChapterProgram, in folder: URL) throws -> CompilerOutput {
        let renewals = Self.renewals.withLock { $0 }
        let output = try compile(program, in: folder)
        let isChaptersOwn = output.errors.allSatisfy { error in
            program.stepLines.contains { $0.contains(error.location.line) }
        }
        guard !isChaptersOwn, FileManager.default.fileExists(atPath: cache.clangModules.path) else { return output }
        Self.renewals.withLock { count in
            // Another chapter's compiler may have begun anew already.
            if count == renewals { try? FileManager.default.removeItem(at: cache.clangModules) }
            count += 1
        }
        return try compile(program, in: folder)
    }

    /// How often the compiler's modules were removed because something was wrong with them.
    private static let renewals = Mutex(0)

    private func compile(_ program: ChapterProgram, in folder: URL) throws -> CompilerOutput {
        try Data(program.text.utf8).write(to: folder.appendingPathComponent("main.swift"))
        let words =
            arguments + ["-module-cache-path", cache.clangModules.path, "main.swift", "-o", "chapter"]
            + toolkit.linkArguments
        var said: [UInt8] = []
        let end = try supervisor.run(compiler: toolkit.toolchain.compiler, words, in: folder) { said += $0 }
        if end.status != .exited(0), supervisor.isInterrupted { throw CommandError.interrupted }
        let text = String(decoding: end.errors + said, as: UTF8.self)
        var output = CompilerOutput(text, chapter: program.file)
        if end.status != .exited(0), output.errors.isEmpty { output.errors = [unknown(text, end, program)] }
        return output
    }

    private func unknown(_ text: String, _ end: ProgramResult, _ program: ChapterProgram) -> Diagnostic {
        let line = text.split(separator: "\n").first ?? "it said nothing"
        let words = end.status == .signalled(9) ? end.memory.words : "\(line)"
        return Diagnostic(
            code: .compileError, at: SourceLocation(file: program.file, line: 1),
            "the Swift compiler failed (\(end.status)): \(words)")
    }
}

/// What the compiler warned of, kept beside the program: the next build says it too.
private struct CompilerWarnings {
    let list: [Diagnostic]

    init(_ list: [Diagnostic]) { self.list = list }

    /// None where there is no such file.
    init(in folder: URL) {
        let data = try? Data(contentsOf: Self.file(in: folder))
        list = data.flatMap { try? JSONDecoder().decode([Diagnostic].self, from: $0) } ?? []
    }

    func write(in folder: URL) throws { try JSONEncoder().encode(list).write(to: Self.file(in: folder)) }

    private static func file(in folder: URL) -> URL { folder.appendingPathComponent("warnings.json") }
}

extension Book {
    /// A quick build's cells have little to do: the optimizer would take longer than they.
    package func isOptimized(for data: RunData) -> Bool { settings.optimizesCells && !data.isQuick }
}
