import CDuktape
import Foundation

/// Something that JavaScript threw.
struct JavaScriptError: Error {
    /// The thrown value as text, such as `ParseError: KaTeX parse error: …`.
    let message: String
}

/// A JavaScript engine of its own (Duktape), without access to anything outside.
final class JavaScriptEngine {
    private let context: OpaquePointer

    init() {
        guard let context = duk_create_heap(nil, nil, nil, nil, nil) else { fatalError("Duktape cannot start") }
        self.context = context
    }

    deinit { duk_destroy_heap(context) }

    /// The value of a program, as text.
    @discardableResult
    func evaluate(_ source: String) throws(JavaScriptError) -> String {
        var source = source
        let status = source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { protected_evaluate(context, $0.baseAddress, $0.count) }
        }
        let result = popText()
        guard status == 0 else { throw JavaScriptError(message: result) }
        return result
    }

    private func popText() -> String {
        var length = 0
        let characters = duk_safe_to_lstring(context, -1, &length)
        defer { duk_pop(context) }
        let bytes = UnsafeRawBufferPointer(start: characters, count: length)
        return CESU8.text(bytes)
    }

    /// A text as a JavaScript literal.
    static func literal(_ text: String) -> String {
        guard let json = try? JSONEncoder().encode(text) else { fatalError("a text that JSON cannot hold: \(text)") }
        // Line separators may stand in JSON, but not in a JavaScript literal.
        return String(decoding: json, as: UTF8.self)
            .replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
    }
}
