import Manuscript

/// A formula in TeX, in the line or on a line of its own.
package struct Formula: Hashable {
    package let tex: String
    let isDisplay: Bool
}

/// What became of a formula.
package enum RenderedFormula: Codable, Equatable {
    /// HTML with MathML inside.
    case html(String)
    /// KaTeX cannot read it, and says why.
    case refused(String)
}

package typealias RenderedFormulas = [Formula: RenderedFormula]

/// A formula where it stands in the book.
package struct LocatedFormula {
    package let formula: Formula
    package let location: SourceLocation

    package static func formulas(of chapter: Chapter) -> [LocatedFormula] {
        let walk = ProseWalk(chapter)
        let inLine = walk.inlines.compactMap { inline -> LocatedFormula? in
            guard case .math(let tex, let location) = inline else { return nil }
            return LocatedFormula(formula: Formula(tex: tex, isDisplay: false), location: location)
        }
        let displayed = walk.blocks.compactMap { block -> LocatedFormula? in
            guard case .equation(let tex, _, let location) = block else { return nil }
            return LocatedFormula(formula: Formula(tex: tex, isDisplay: true), location: location)
        }
        return (inLine + displayed).sorted { $0.location.line < $1.location.line }
    }
}
