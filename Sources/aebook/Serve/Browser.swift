import Foundation

/// The browser that the reader's system would take.
enum Browser {
    /// - Returns: false where there is none.
    static func open(_ address: String, environment: [String: String] = ProcessInfo.processInfo.environment) -> Bool {
        let names = [environment["BROWSER"], "xdg-open", "open"].compactMap { $0 }.filter { !$0.isEmpty }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let programs = names.flatMap { name in
            name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
        }
        guard let program = programs.first(where: FileManager.default.isExecutableFile) else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [address]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return (try? process.run()) != nil
    }
}
