import Foundation
@preconcurrency import Glibc

/// How much memory a program had at most, and how much it could have had.
package struct MemoryUse: Equatable, Sendable {
    /// Both in bytes.
    package let peak: Int
    package let limit: Int

    package init(peak: Int, limit: Int = MemoryUse.available) {
        self.peak = peak
        self.limit = limit
    }

    /// Whether the program had so much of it that the system is likely to have ended it for that.
    package var isNearLimit: Bool { Double(peak) > 0.6 * Double(limit) }

    /// `it had 3.1 GB of 4.0 GB`
    package var words: String { "it had \(Self.gigabytes(peak)) of \(Self.gigabytes(limit)) of memory" }

    private static func gigabytes(_ bytes: Int) -> String { String(format: "%.1f GB", Double(bytes) / 1e9) }

    /// The machine's memory, or what the control group that we run in may use of it.
    package static var available: Int {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        let group =
            (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8))?
            .split(separator: "\n").first { $0.hasPrefix("0::") }?.dropFirst(3) ?? ""
        let files = ["/sys/fs/cgroup\(group)/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
        let limits = files.compactMap { file in
            (try? String(contentsOfFile: file, encoding: .utf8)).flatMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        return (limits + [machine]).min() ?? machine
    }
}
