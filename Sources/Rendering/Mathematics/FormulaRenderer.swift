import Digests
import Foundation
import Manuscript

/// Renders all formulas of a book.
package struct FormulaRenderer {
    /// Nil where KaTeX is not installed.
    package let katex: KaTeXFiles?
    /// Where rendered formulas are kept between builds; nil for nowhere.
    package let cacheFile: URL?
    /// The book's own commands, by their names with the backslash.
    package let macros: [String: String]

    package init(katex: KaTeXFiles?, cacheFile: URL?, macros: [String: String]) {
        self.katex = katex
        self.cacheFile = cacheFile
        self.macros = macros
    }

    /// Every formula that could be rendered, and an error for each place whose formula could not.
    package func render(_ formulas: [LocatedFormula]) throws -> (RenderedFormulas, [Diagnostic]) {
        guard let first = formulas.first else { return ([:], []) }
        guard let katex else { return ([:], [Self.missingKaTeX(at: first.location)]) }
        let rendered = try results(of: Set(formulas.map(\.formula)), katex: katex)
        return (rendered, formulas.compactMap { Self.diagnostic($0, rendered) })
    }

    private func results(of formulas: Set<Formula>, katex: KaTeXFiles) throws -> RenderedFormulas {
        let digest = try self.digest(of: katex)
        let known = cacheFile.map { MathematicsCache(contentsOf: $0, katex: digest) }
        // Only what this book has is kept, so the file does not grow with every edit.
        var kept = MathematicsCache(katex: digest)
        let mathematics = Mathematics(script: katex.script, macros: macros)
        var results: RenderedFormulas = [:]
        for formula in formulas {
            let result = try known?[formula] ?? Self.result(of: formula, mathematics)
            (results[formula], kept[formula]) = (result, result)
        }
        if let cacheFile, kept != known { try kept.write(to: cacheFile) }
        return results
    }

    /// Of all that formulas are rendered with.
    private func digest(of katex: KaTeXFiles) throws -> String {
        let script = SHA256.hexadecimal(of: try Data(contentsOf: katex.script))
        return SHA256.hexadecimal(of: Data("\(script) \(JavaScriptEngine.literal(macros))".utf8))
    }

    private static func result(of formula: Formula, _ mathematics: Mathematics) throws -> RenderedFormula {
        do {
            return .html(try mathematics.render(formula.tex, display: formula.isDisplay))
        } catch let error as FormulaError {
            return .refused(error.message)
        }
    }

    private static func diagnostic(_ located: LocatedFormula, _ rendered: RenderedFormulas) -> Diagnostic? {
        guard case .refused(let message)? = rendered[located.formula] else { return nil }
        let tex = located.formula.tex
        return Diagnostic(
            code: .badFormula, at: place(of: message, in: located), "KaTeX refuses this formula: \(message)",
            help: "in “\(tex.count > 200 ? "\(tex.prefix(200))…" : tex)”")
    }

    /// The column that KaTeX names in a formula on one line; else the place of the formula.
    private static func place(of message: String, in located: LocatedFormula) -> SourceLocation {
        let place = located.location
        guard !located.formula.isDisplay, !located.formula.tex.contains("\n"), let column = place.column,
            let position = message.firstMatch(of: /at position (\d+)/).flatMap({ Int($0.1) })
        else { return place }
        return SourceLocation(file: place.file, line: place.line, column: column + position)
    }

    private static func missingKaTeX(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            code: .missingKaTeX, at: location, "KaTeX, which sets the book's formulas, is not installed",
            help: "install the packages libjs-katex and fonts-katex")
    }
}
