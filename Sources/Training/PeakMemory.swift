import Foundation

/// The most memory that this process has held at one time so far, in bytes; nil where the system does not say.
///
/// It is the process's own mark (`VmHWM`), not that of `getrusage`, which a program inherits from whoever started it.
func peakMemory() -> Int? {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 }
}
