import Foundation
import Testing

/// The walls between the targets, which `Package.swift` declares and the documents show.
@Suite("The structure of the project")
struct StructureTests {
    private static let records = ProcessInfo.processInfo.environment["AEBOOK_RECORD"] == "1"
    private static let (begin, end) = ("<!-- the targets, drawn by StructureTests -->\n", "\n<!-- end -->")

    @Test("A target imports what it declares, and declares what it imports")
    func imports() throws {
        let manifest = try PackageManifest()
        let names = Set(manifest.targets.map(\.name))
        #expect(
            names.isSuperset(of: ["Manuscript", "SwiftCode", "Reading", "Tangling", "Running", "Rendering", "Notebook"])
        )
        for target in manifest.targets {
            // A module that is built anyway can be imported without being declared: the compiler does not mind.
            let used = try manifest.imports(of: target).intersection(names)
            #expect(used == Set(target.dependencies), "\(target.name)")
        }
    }

    @Test("The book knows nothing of the engine, nor the engine of the book")
    func columns() throws {
        let manifest = try PackageManifest()
        let engine: Set = ["Tensors", "Networks", "Datasets", "Training", "Analysis", "Images", "Figures", "Workbench"]
        let book: Set = [
            "Workers", "Manuscript", "Markup", "SwiftCode", "Reading", "Tangling", "Running", "Rendering", "Notebook",
        ]
        for target in manifest.targets {
            let others = engine.contains(target.name) ? book : book.contains(target.name) ? engine : []
            #expect(Set(target.dependencies).isDisjoint(with: others), "\(target.name)")
        }
    }

    @Test("The documents draw the targets as they are", arguments: ["README.md", "docs/ARCHITECTURE.md"])
    func diagram(file: String) throws {
        let place = PackageManifest.root.appendingPathComponent(file)
        let text = try String(contentsOf: place, encoding: .utf8)
        let start = try #require(text.range(of: Self.begin)?.upperBound)
        let end = try #require(text.range(of: Self.end, range: start..<text.endIndex)?.lowerBound)
        let drawn = try PackageManifest().diagram
        if Self.records {
            try text.replacingCharacters(in: start..<end, with: drawn).write(
                to: place, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start..<end] == drawn, "`AEBOOK_RECORD=1 swift test --filter StructureTests` draws them anew")
        }
    }
}
