import Foundation

/// The targets of `Package.swift`, as far as they hold Swift of the project's own.
struct PackageManifest {
    struct Target: Equatable {
        let name: String
        /// Without C libraries.
        let dependencies: [String]
        let folder: URL
    }

    static let root: URL = {
        let own = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return (0..<3).reduce(own) { place, _ in place.deletingLastPathComponent() }
    }()

    let targets: [Target]

    init() throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let declared = text.matches(
            of: /\.(?:target|executableTarget)\(\s*name: "(\w[\w-]*)"(?<rest>(?:[^()]|\([^()]*\))*)\)/)
        targets = declared.compactMap { match in
            let name = String(match.1)
            let folder = match.rest.firstMatch(of: /path: "([^"]+)"/).map { String($0.1) } ?? "Sources/\(name)"
            guard folder.hasPrefix("Sources/"), !Self.isC(name) else { return nil }
            let list = match.rest.firstMatch(of: /dependencies: \[([^\]]*)\]/).map { String($0.1) } ?? ""
            let names = list.matches(of: /"([^"]+)"/).map { String($0.1) }.filter { !Self.isC($0) }
            return Target(
                name: name, dependencies: names, folder: Self.root.appendingPathComponent(folder, isDirectory: true))
        }
    }

    /// Whether a name is that of a C library, such as `CZlib`.
    private static func isC(_ name: String) -> Bool {
        let letters = Array(name)
        return letters.count > 1 && letters[0] == "C" && letters[1].isUppercase
    }

    /// The modules that a target's files import.
    func imports(of target: Target) throws -> Set<String> {
        let files = FileManager.default.enumerator(at: target.folder, includingPropertiesForKeys: nil)
        return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
            .reduce(into: []) { names, file in
                let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                names.formUnion(
                    lines.compactMap { $0.firstMatch(of: /^(?:@[\w()]+ |internal )*import (\w+)/).map { String($0.1) } }
                )
            }
    }

    /// The arrows that no way over other targets stands for: from a target to those that it is built on.
    var arrows: [(from: String, to: String)] {
        targets.flatMap { target in
            target.dependencies.filter { name in
                !target.dependencies.contains { $0 != name && foundation(of: $0).contains(name) }
            }.map { (target.name, $0) }
        }
    }

    /// Everything that a target is built on, itself not.
    private func foundation(of name: String) -> Set<String> {
        let own = targets.first { $0.name == name }?.dependencies ?? []
        return own.reduce(into: Set(own)) { $0.formUnion(foundation(of: $1)) }
    }

    /// The arrows for GitHub to draw.
    var diagram: String {
        let lines = arrows.map { "    \($0.from) --> \($0.to)" }
        return "```mermaid\nflowchart TD\n" + lines.joined(separator: "\n") + "\n```"
    }
}
