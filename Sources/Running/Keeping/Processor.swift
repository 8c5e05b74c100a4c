import Foundation

/// The kind of processor that programs run on, as far as it decides the last bits of their numbers.
package enum Processor {
    /// Its model, and what the environment tells oneDNN about it.
    package static let description: String = {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown"
        let settings = ProcessInfo.processInfo.environment.filter { setting in
            ["_MAX_CPU_ISA", "_DEFAULT_FPMATH_MODE"].contains { setting.key.hasSuffix("DNN" + $0) }
        }
        let words =
            [model.trimmingCharacters(in: .whitespaces)]
            + settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return words.joined(separator: ", ")
    }()
}
