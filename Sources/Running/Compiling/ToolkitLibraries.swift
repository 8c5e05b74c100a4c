import Foundation

/// The shared libraries that the C modules name with `link`: another version of oneDNN may round otherwise, another
/// Cairo draw otherwise.
package struct ToolkitLibraries {
    /// The C modules' folders, each with a `module.modulemap`.
    package let folders: [URL]

    /// The files by the names of the libraries, such as `dnnl`; those that cannot be found are left out, since the
    /// program would not start without them.
    package var files: [String: URL] {
        var found: [String: URL] = [:]
        for name in names { found[name] = Self.file(of: name) }
        return found
    }

    private var names: Set<String> {
        Set(
            folders.flatMap { folder in
                let map = try? String(contentsOf: folder.appendingPathComponent("module.modulemap"), encoding: .utf8)
                return (map ?? "").matches(of: /link\s+"([^"]+)"/).map { String($0.1) }
            })
    }

    #if arch(arm64)
        private static let triple = "aarch64-linux-gnu"
    #else
        private static let triple = "x86_64-linux-gnu"
    #endif

    private static let places = ["/usr/local/lib", "/usr/lib/\(triple)", "/lib/\(triple)", "/usr/lib64", "/usr/lib"]

    /// What the linker finds, or else what only the loader does: a file with a version after its name.
    private static func file(of name: String) -> URL? {
        for folder in places {
            let plain = URL(fileURLWithPath: "\(folder)/lib\(name).so")
            if FileManager.default.fileExists(atPath: plain.path) { return plain.resolvingSymlinksInPath() }
        }
        for folder in places {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            guard let versioned = names.filter({ $0.hasPrefix("lib\(name).so.") }).max() else { continue }
            return URL(fileURLWithPath: "\(folder)/\(versioned)").resolvingSymlinksInPath()
        }
        return nil
    }
}
