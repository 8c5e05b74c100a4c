import Digests
import Foundation
import Tangling

/// What it takes to compile a chapter: the modules that it imports, their object code, the maps of the C modules
/// behind them, and a compiler.
public struct Toolkit: Sendable {
    public let toolchain: Toolchain
    /// The digests of all modules, their object code and libraries, by name: a chapter that was run with another one is
    /// run again.
    public let digest: String
    /// The digests of the engine's object code and libraries, by name: a part of every training's key.
    public let engineDigest: String
    /// The digests of what else a chapter's own model may compute with, the compiler among it.
    public let toolsDigest: String
    /// The digest of the object code that reads and draws data.
    public let dataDigest: String
    private let layout: ToolkitLayout

    /// Finds the toolkit beside an executable: by default the one that runs.
    ///
    /// - Parameters:
    ///   - path: the folders in which the compiler is looked for, as in the variable `PATH`.
    ///   - memory: a file in which the digests of the toolkit's files are remembered.
    /// - Throws: ``ToolkitError``.
    public init(
        besides executable: URL = URL(fileURLWithPath: "/proc/self/exe"),
        path: String = ProcessInfo.processInfo.environment["PATH"] ?? "", memory: URL
    ) throws {
        let layout = try ToolkitLayout(besides: executable)
        toolchain = try Toolchain(path: path)
        self.layout = layout
        var digests = FileDigests(memory: memory)
        let parts = try Self.parts(of: layout, &digests)
        guard let dataDigest = digests.digest(of: layout.dataObjects) else {
            throw ToolkitError.unreadable(layout.folder.path)
        }
        digest = DigestList(parts).text
        let engine = Set(ToolkitLayout.engineNames + layout.engineLibraries.keys)
        engineDigest = DigestList(parts.filter { engine.contains($0.key) }).text
        toolsDigest =
            DigestList(
                parts.filter { ToolkitLayout.toolNames.contains($0.key) }
                    .merging(["compiler": toolchain.digest]) { $1 }
            ).text
        self.dataDigest = dataDigest
        digests.remember()
    }

    /// By module: its interface and object code. By library: its file. And the C modules' maps.
    private static func parts(of layout: ToolkitLayout, _ digests: inout FileDigests) throws -> [String: String] {
        var files = layout.libraries.mapValues { [$0] }
        files["C modules"] = layout.cModuleFiles
        for (name, objects) in layout.objects { files[name] = objects }
        for module in layout.modules {
            files[module.deletingPathExtension().lastPathComponent + " interface"] = [module]
        }
        var parts: [String: String] = [:]
        for (name, files) in files {
            guard let digest = digests.digest(of: files) else {
                throw ToolkitError.unreadable(files.first?.deletingLastPathComponent().path ?? layout.folder.path)
            }
            parts[name] = digest
        }
        return parts
    }

    /// Swift 5 mode lets a cell's functions use the chapter's variables. Debug assertions keep each check's message,
    /// which optimized code loses otherwise; frame pointers and the table of lines let a backtrace find the chapter's
    /// line. The parser that reads the cells takes `/…/` for a regular expression, as Swift 6 does; so does the compiler,
    /// then. As one module, the program is read once, and not again for an interface that nobody imports.
    public func compileArguments(isOptimized: Bool) -> [String] {
        [
            isOptimized ? "-O" : "-Onone", "-wmo", "-gline-tables-only", "-assert-config", "Debug", "-swift-version",
            "5", "-enable-bare-slash-regex",
            "-Xcc", "-fno-omit-frame-pointer", "-no-color-diagnostics", "-diagnostic-style", "llvm",
            "-module-name", ProgramCode.module, "-I", layout.moduleFolder.path,
        ] + layout.cModuleFolders.flatMap { ["-I", $0.path] }
    }

    /// The compiler and the arguments that do not name a place.
    package var compilation: String {
        let places = Set([layout.moduleFolder.path] + layout.cModuleFolders.map(\.path))
        return DigestList(["compiler": toolchain.digest]).text + ", "
            + [true, false].map { isOptimized in
                compileArguments(isOptimized: isOptimized).filter { !places.contains($0) && $0 != "-I" }.joined(
                    separator: " ")
            }.joined(separator: ", or: ")
    }

    public var linkArguments: [String] {
        ["-use-ld=lld", "-Xlinker", "--gc-sections"] + layout.allObjects.map(\.path)
    }
}

/// Why no chapter can be compiled.
public enum ToolkitError: Error, Equatable, CustomStringConvertible {
    case noCompiler
    case incomplete(folder: String, missing: String)
    case unreadable(String)

    public var description: String {
        switch self {
        case .noCompiler:
            "no swiftc on the PATH: chapters are compiled with the Swift toolchain that aebook was built with; "
                + "install it or add its usr/bin to the PATH"
        case .incomplete(let folder, let missing):
            "the toolkit in \(folder) has no \(missing): build aebook again with `make report`, "
                + "or install it again with `make install PREFIX=…`"
        case .unreadable(let folder):
            "the toolkit in \(folder) cannot be read: look at the permissions of its files"
        }
    }
}
