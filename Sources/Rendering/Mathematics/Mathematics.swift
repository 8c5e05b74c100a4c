import Foundation

/// A formula that KaTeX refuses.
public struct FormulaError: Error, Equatable {
    /// What KaTeX says, such as `Expected 'EOF', got '}' at position 4: …`.
    public let message: String
}

/// TeX formulas as HTML, by KaTeX itself.
///
/// KaTeX is read and started with the first formula, which takes about a tenth of a second.
public final class Mathematics {
    private let script: URL
    private let macros: [String: String]
    private var engine: JavaScriptEngine?

    /// - Parameters:
    ///   - script: KaTeX's own `katex.js`.
    ///   - macros: what the book's own commands stand for, by their names with the backslash.
    public init(script: URL, macros: [String: String] = [:]) {
        self.script = script
        self.macros = macros
    }

    /// HTML with MathML inside, for a page that has KaTeX's style sheet.
    ///
    /// - Parameter display: whether the formula stands on a line of its own.
    /// - Throws: `FormulaError`, and whatever reading the script throws.
    public func render(_ tex: String, display: Bool) throws -> String {
        if let fault = FormulaBounds.fault(in: tex) { throw FormulaError(message: fault) }
        let engine = try startedEngine()
        // The object of macros is made anew each time, because KaTeX adds to it what a formula defines.
        let options = """
            {displayMode: \(display), throwOnError: true, strict: 'ignore', trust: false, \
            macros: \(JavaScriptEngine.literal(macros))}
            """
        do {
            return try engine.evaluate("katex.renderToString(\(JavaScriptEngine.literal(tex)), \(options))")
        } catch {
            if error.isExhausted { self.engine = nil }
            throw FormulaError(message: error.isExhausted ? Self.exhausted : Self.reason(error.message))
        }
    }

    private static let exhausted =
        "it takes more memory or time than a formula may, as a macro does that grows with each use"

    private func startedEngine() throws -> JavaScriptEngine {
        if let engine { return engine }
        let started = JavaScriptEngine()
        try started.evaluate(LaterECMAScript.source)
        try started.evaluate(String(contentsOf: script, encoding: .utf8))
        engine = started
        return started
    }

    /// KaTeX underlines the place of an error with a combining character, and begins with its own name.
    private static func reason(_ message: String) -> String {
        let text = String(String.UnicodeScalarView(message.unicodeScalars.filter { $0 != "\u{332}" }))
        return text.replacing(/^ParseError: (?:KaTeX parse error: )?/, with: "").replacing("\n", with: " ")
    }
}
