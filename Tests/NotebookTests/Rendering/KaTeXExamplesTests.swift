import Foundation
import Notebook
import Rendering
import Testing

/// The formulas that KaTeX's own authors test it with (MIT), where a file with them is at hand.
@Suite struct KaTeXExamplesTests {
    struct Example: Decodable {
        let name: String
        let tex: String
        let display: Bool
        let macros: [String: String]?
    }

    private struct Examples: Decodable { let formulas: [Example] }

    private static let examples: [Example] = {
        guard let data = SpecificationFile.content("katex.json") else { return [] }
        return (try? JSONDecoder().decode(Examples.self, from: data).formulas) ?? []
    }()

    /// What KaTeX 0.16.4 does not know, in any JavaScript.
    private static let unknown: Set = [
        "HorizontalBrackets", "MathSfIt", "StrikeThrough", "StrikeThroughColor", "UnsupportedCmds",
    ]

    @Test(.enabled(if: !examples.isEmpty)) func rendersWhatKaTeXCan() throws {
        let script = try MathematicsTests.script
        let plain = Mathematics(script: script)
        for example in Self.examples {
            let mathematics = example.macros.map { Mathematics(script: script, macros: $0) } ?? plain
            do {
                _ = try mathematics.render(example.tex, display: example.display)
            } catch let error as FormulaError {
                #expect(Self.unknown.contains(example.name), "\(example.name): \(error.message)")
            }
        }
    }
}
