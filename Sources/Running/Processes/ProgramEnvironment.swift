import Foundation

/// The environment of a chapter's program: nothing in it may change a result that no key tells of.
enum ProgramEnvironment {
    /// Where programs, libraries and fonts are found, and what oneDNN is told, which the keys hold.
    private static let passed: Set = ["PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"]
    private static let passedPrefixes = ["LD_", "ONEDNN_", "DNNL_"]

    /// - Parameter backtrace: the path of the file for a backtrace. The runtime takes its settings apart at commas.
    static func variables(
        backtrace file: String, of own: [String: String] = ProcessInfo.processInfo.environment
    ) -> [String: String] {
        let outside = own.filter { name, _ in
            passed.contains(name) || passedPrefixes.contains { name.hasPrefix($0) }
        }
        return outside.merging([
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "SWIFT_BACKTRACE": backtrace(to: file),
            // Sets and dictionaries come in the same order in every run.
            "SWIFT_DETERMINISTIC_HASHING": "1",
        ]) { $1 }
    }

    /// The runtime's backtraces name the chapter's lines, as the program is compiled to tell them.
    private static func backtrace(to file: String) -> String {
        [
            "enable=yes", "color=no", "interactive=no", "timeout=5s", "threads=crashed", "registers=none",
            "images=none", "sanitize=no", "symbolicate=full", "limit=64", "output-to=\(file)",
        ].joined(separator: ",")
    }
}
