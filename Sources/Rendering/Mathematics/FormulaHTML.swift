import Markup

/// A formula on the page: what KaTeX made of it, or its TeX where KaTeX could not.
enum FormulaHTML {
    static func html(_ tex: String, isDisplay: Bool, in formulas: RenderedFormulas) -> HTML {
        switch formulas[Formula(tex: tex, isDisplay: isDisplay)] {
        case .html(let source): HTML(trusted: source)
        case .refused(let message): "<code class=\"formula refused\" title=\"\(message)\">\(tex)</code>"
        case nil: "<code class=\"formula\">\(tex)</code>"
        }
    }
}
