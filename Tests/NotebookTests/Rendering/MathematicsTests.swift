import Foundation
import Notebook
import Testing

@Suite struct MathematicsTests {
    private var mathematics: Mathematics {
        get throws {
            let folder = try #require(
                PageWriter.standardMathematicsFolders.first {
                    FileManager.default.fileExists(atPath: $0.appendingPathComponent("katex.js").path)
                })
            return Mathematics(script: folder.appendingPathComponent("katex.js"))
        }
    }

    @Test func rendersHTMLWithMathMLInside() throws {
        let mathematics = try mathematics
        let inline = try mathematics.render("x^2", display: false)
        #expect(inline.hasPrefix("<span class=\"katex\"><span class=\"katex-mathml\"><math"))
        #expect(inline.contains("<msup><mi>x</mi><mn>2</mn></msup>"))
        #expect(try mathematics.render("x^2", display: true).hasPrefix("<span class=\"katex-display\">"))
        let text = try mathematics.render("\\text{\"𝔼\" < ü}", display: false)
        #expect(text.contains("\\text{&quot;𝔼&quot; &lt; ü}"))
    }

    @Test(arguments: ["x_{1", "\\nonsense", "}", "\\frac{1}", "\u{2028}\\x"])
    func tellsWhyAFormulaIsRefused(tex: String) throws {
        let error = try #require(throws: FormulaError.self) { try mathematics.render(tex, display: false) }
        #expect(!error.message.isEmpty && !error.message.contains("ParseError"))
    }

    @Test func goesOnAfterARefusedFormula() throws {
        let mathematics = try mathematics
        let deep = String(repeating: "{", count: 30_000)
        #expect(throws: FormulaError.self) { try mathematics.render(deep, display: false) }
        #expect(throws: FormulaError.self) { try mathematics.render("\\def\\a{\\a\\a}\\a", display: false) }
        #expect(try mathematics.render("1+1=2", display: false).contains("<mn>2</mn>"))
    }

    @Test func trustsNoFormulaWithLinks() throws {
        #expect(try !mathematics.render("\\href{javascript:alert(1)}{x}", display: false).contains("href=\"javascript"))
    }
}
