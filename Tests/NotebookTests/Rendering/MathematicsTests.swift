import Foundation
import Notebook
import Rendering
import Testing

@Suite struct MathematicsTests {
    static var script: URL {
        get throws {
            let folder = try #require(
                PageWriter.standardMathematicsFolders.first {
                    FileManager.default.fileExists(atPath: $0.appendingPathComponent("katex.js").path)
                })
            return folder.appendingPathComponent("katex.js")
        }
    }

    private var mathematics: Mathematics { get throws { Mathematics(script: try Self.script) } }

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

    @Test(arguments: [
        "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "matrix*", "pmatrix*", "bmatrix*",
        "smallmatrix",
        "cases", "rcases", "aligned", "gathered", "split",
    ])
    func setsEnvironments(name: String) throws {
        let tex = "\\begin{\(name)} 1 & 2 \\\\ 3 & 4 \\end{\(name)}".replacing(
            name == "gathered" ? " & " : "\u{0}", with: " ")
        #expect(try mathematics.render(tex, display: true).contains("<mtable"))
    }

    @Test(arguments: ["align", "align*", "gather", "equation", "alignat", "CD"])
    func setsEnvironmentsThatStandAlone(name: String) throws {
        let inside =
            ["CD": "A @>>> B", "gather": "a \\\\ b", "equation": "a", "alignat": "{1} a &= b"][name] ?? "a &= b"
        let tex = "\\begin{\(name)}\(inside)\\end{\(name)}"
        #expect(try mathematics.render(tex, display: true).contains("katex-display"))
    }

    @Test func knowsTheMacrosOfTheBook() throws {
        let mathematics = Mathematics(
            script: try Self.script, macros: ["\\R": "\\mathbb{R}", "\\norm": "\\lVert #1 \\rVert"])
        #expect(try mathematics.render("\\norm{x} \\in \\R^n", display: false).contains("∥"))
        // What one formula defines, the next does not know.
        _ = try mathematics.render("\\gdef\\once{1}\\once", display: false)
        #expect(throws: FormulaError.self) { try mathematics.render("\\once", display: false) }
    }

    /// Each would take minutes, or all memory there is.
    @Test(arguments: [
        String(repeating: "\\frac{1}{", count: 3_000) + "x" + String(repeating: "}", count: 3_000),
        String(repeating: "\\left(", count: 3_000) + String(repeating: "\\right)", count: 3_000),
        String(repeating: "\\begin{matrix}", count: 300) + String(repeating: "\\end{matrix}", count: 300),
        String(repeating: "x + ", count: 100_000),
        "\\def\\a{xxxxxxxxxx}" + String(repeating: "\\edef\\a{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}", count: 12) + "\\a",
        "\\def\\a{" + String(repeating: "x", count: 8_000) + "}" + String(repeating: "\\a", count: 900),
    ])
    func boundsWhatAFormulaTakes(tex: String) throws {
        let mathematics = try mathematics
        let start = ContinuousClock.now
        let error = try #require(throws: FormulaError.self) { try mathematics.render(tex, display: false) }
        #expect(error.message.count < 300)
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(try mathematics.render("1+1=2", display: false).contains("<mn>2</mn>"))
    }

    @Test func trustsNoFormulaWithLinks() throws {
        #expect(try !mathematics.render("\\href{javascript:alert(1)}{x}", display: false).contains("href=\"javascript"))
    }
}
