import Foundation

/// The command as a process of its own, and what became of it.
public struct CommandRun {
    public let code: Int32
    public let output: String
    public let errors: String

    /// - Parameters:
    ///   - folder: where it runs; the temporary folder if nil.
    ///   - environment: what is set besides the usual.
    public init(_ arguments: String..., in folder: URL? = nil, environment: [String: String] = [:]) throws {
        try self.init(list: arguments, in: folder, environment: environment)
    }

    /// - Parameter executable: another copy of the command than the one that was built.
    public init(
        list arguments: [String], in folder: URL? = nil, environment: [String: String] = [:], executable: URL? = nil
    ) throws {
        let process = Process()
        process.executableURL = executable ?? BuiltProducts.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder ?? FileManager.default.temporaryDirectory
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let files = try ["out", "err"].map { try Self.file(named: $0) }
        process.standardOutput = files[0].handle
        process.standardError = files[1].handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        code = process.terminationStatus
        output = try Self.contents(of: files[0].place)
        errors = try Self.contents(of: files[1].place)
    }

    private static func file(named name: String) throws -> (place: URL, handle: FileHandle) {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\(name)")
        _ = FileManager.default.createFile(atPath: place.path, contents: nil)
        return (place, try FileHandle(forWritingTo: place))
    }

    private static func contents(of file: URL) throws -> String {
        defer { try? FileManager.default.removeItem(at: file) }
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}

/// What was built along with the tests.
public enum BuiltProducts {
    public static var executable: URL {
        let arguments = CommandLine.arguments
        let flag = arguments.firstIndex(of: "--test-bundle-path").map { arguments[$0 + 1] }
        let bundle = flag ?? arguments.first { $0.hasSuffix(".xctest") } ?? fallback
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("aebook")
    }

    private static var fallback: String {
        let package = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/")
        return "\(package)/.build/release/x.xctest"
    }
}
