import Notebook
import Running
import Testing

@Suite("How much memory a program may have")
struct MemoryUseTests {
    @Test(
        "A control group's limit is that of every group around it too, in either hierarchy",
        arguments: [
            (
                "0::/user/us",
                ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/user/memory.max", "/sys/fs/cgroup/user/us/memory.max"]
            ),
            ("0::/", ["/sys/fs/cgroup/memory.max"]),
            (
                "4:memory:/us",
                [
                    "/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/us/memory.limit_in_bytes",
                ]
            ),
            ("4:hugetlb,memory:/", ["/sys/fs/cgroup/memory/memory.limit_in_bytes"]), ("3:cpuset:/us", []), ("", []),
        ])
    func groups(line: String, files: [String]) { #expect(MemoryUse.limitFiles(of: line) == files) }

    @Test("There is some, and a program that had most of it was near its end")
    func some() {
        #expect(MemoryUse.available > 100_000_000)
        #expect(MemoryUse(peak: 3_100_000_000, limit: 4_000_000_000).isNearLimit)
        #expect(!MemoryUse(peak: 1_000_000_000, limit: 4_000_000_000).isNearLimit)
    }
}
