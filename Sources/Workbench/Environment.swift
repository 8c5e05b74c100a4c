import Foundation

extension RunEnvironment {
    /// That of this process.
    static var current: RunEnvironment {
        RunEnvironment(
            processor: Training.processor, cores: ProcessInfo.processInfo.processorCount,
            memory: Int(ProcessInfo.processInfo.physicalMemory), system: system,
            libraries: [
                Library("oneDNN", oneDNNVersion), Library("LAPACK", lapackVersion), Library("Cairo", cairoVersion),
                Library("libpng", pngVersion), Library("zlib", zlibVersion),
            ])
    }

    private static var system: String {
        let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } } ?? "an unknown system"
    }
}
