import Foundation
import TestSupport
import Testing

/// Every case that PyTorch computed is held against ours somewhere.
@Suite struct FixtureCoverageTests {
    private struct Index: Decodable {
        struct Entry: Decodable {
            let file: String
            let op: String
        }
        let cases: [Entry]
    }

    @Test(arguments: ["index", "training/index"])
    func everyCaseIsNamedInATest(_ index: String) throws {
        let tests = Fixture.folder.deletingLastPathComponent().deletingLastPathComponent()
            .resolvingSymlinksInPath()
        let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)?.allObjects ?? []
        let sources = try files.compactMap { $0 as? URL }
            .filter { $0.pathExtension == "swift" && $0.lastPathComponent != "Fixture.swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
        // A case is named itself, or a suite takes all cases of its operation.
        func isNamed(_ word: String, _ call: String = "") -> Bool {
            sources.contains { $0.contains("\(call)\"\(word)\"") }
        }
        let missing = try Fixture.decode(Index.self, from: index).cases.filter {
            !isNamed(String($0.file.dropLast(5)))
                && !isNamed($0.op, "names(of: ")
        }
        #expect(missing.map(\.file) == [])
    }
}
