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

    /// The machine's memory, or what the control groups that we run in may use of it.
    package static var available: Int {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        let groups = (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? ""
        let limits = groups.split(separator: "\n").flatMap { limitFiles(of: String($0)) }.compactMap { file in
            (try? String(contentsOfFile: file, encoding: .utf8)).flatMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        return (limits + [machine]).min() ?? machine
    }

    /// The files with the limits of a control group and of those around it, from a line of `/proc/self/cgroup`:
    /// `0::/a/b`, or `4:memory:/a/b` in the older hierarchy; none for other resources.
    package static func limitFiles(of line: String) -> [String] {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        let isNew = parts[1].isEmpty
        guard isNew || parts[1].split(separator: ",").contains("memory") else { return [] }
        let (root, file) =
            isNew ? ("/sys/fs/cgroup", "memory.max") : ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
        let names = parts[2].split(separator: "/").map(String.init)
        return (0...names.count).map { ([root] + names.prefix($0) + [file]).joined(separator: "/") }
    }
}
