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
    private var engine: JavaScriptEngine?

    /// - Parameter script: KaTeX's own `katex.js`.
    public init(script: URL) { self.script = script }

    /// HTML with MathML inside, for a page that has KaTeX's style sheet.
    ///
    /// - Parameter display: whether the formula stands on a line of its own.
    /// - Throws: `FormulaError`, and whatever reading the script throws.
    public func render(_ tex: String, display: Bool) throws -> String {
        let engine = try startedEngine()
        let options = "{displayMode: \(display), throwOnError: true, strict: 'ignore', trust: false}"
        do {
            return try engine.evaluate("katex.renderToString(\(JavaScriptEngine.literal(tex)), \(options))")
        } catch {
            throw FormulaError(message: Self.reason(error.message))
        }
    }

    private func startedEngine() throws -> JavaScriptEngine {
        if let engine { return engine }
        let started = JavaScriptEngine()
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
