import Foundation
import Testing

/// The manual is a book, so its examples run; and it is complete, as far as names can tell.
@Suite("The manual", .serialized)
struct ManualTests {
    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let chapters = package.appendingPathComponent("docs/chapters")

    @Test("Every example runs, and neither a build nor a strict check finds anything to say")
    func examples() throws {
        let book = try SmallBook([:])
        defer { book.remove() }
        let place = book.folder.appendingPathComponent("chapters")
        try FileManager.default.removeItem(at: place)
        try FileManager.default.copyItem(at: Self.chapters, to: place)
        let build = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(build.code == 0 && build.errors.isEmpty, "\(build.output)\(build.errors)")
        let check = try CommandRun("check", "--strict", in: book.folder, environment: book.environment)
        #expect(check.code == 0 && check.output == "no mistakes found\n", "\(check.output)\(check.errors)")
    }

    @Test(
        "Everything that a cell can use is named: a new one is documented, or this fails",
        arguments: [
            ("Sources/Tensors/Operations", #"^(?: {4})?public (?:static )?func (\w+)"#),
            ("Sources/Networks/Layers", #"^public final class (\w+)"#),
            ("Sources/Networks/Models", #"^public (?:final )?class (\w+)"#),
            ("Sources/Networks/Objectives", #"^public (?:struct|func) (\w+)"#),
            ("Sources/Networks/Optimizers", #"^public final class (\w+)"#),
            ("Sources/Figures/Kinds", #"^public struct (\w+)"#),
            ("Sources/Analysis", #"^public (?:struct|func) (\w+)"#),
        ])
    func names(folder: String, pattern: String) throws {
        let manual = try text(of: Self.chapters, where: { $0.hasSuffix(".md") })
        let words = Set(manual.matches(of: #/\w+/#).map { String($0.output) })
        let names = try found(pattern, in: folder, where: { $0.hasSuffix(".swift") })
        #expect(!names.isEmpty)
        for name in names { #expect(words.contains(name), "\(folder): the manual does not name \(name)") }
    }

    @Test("Every reader of data is shown, as `Dataset(csv:` is")
    func readers() throws {
        let manual = try text(of: Self.chapters, where: { $0.hasSuffix(".md") })
        let readers = try found(#"public init\(\s*(\w+)"#, in: "Sources/Datasets") { $0.contains("Dataset+") }
        #expect(readers.isSuperset(of: ["csv", "folder", "name", "npy", "npz", "pictures"]))
        for reader in readers {
            #expect(manual.contains("`Dataset(\(reader):"), "the manual does not name Dataset(\(reader):)")
        }
    }

    /// What a pattern's first group matches, in the files of a folder and those below it.
    private func found(_ pattern: String, in folder: String, where isWanted: (String) -> Bool) throws -> Set<String> {
        let source = try text(of: Self.package.appendingPathComponent(folder), where: isWanted)
        let regex = try Regex(pattern, as: (Substring, Substring).self).anchorsMatchLineEndings()
        return Set(source.matches(of: regex).map { String($0.output.1) })
    }

    private func text(of folder: URL, where isWanted: (String) -> Bool) throws -> String {
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter(isWanted).sorted()
        return try files.map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
            .joined(separator: "\n")
    }
}
