import CDuktape
import Foundation

/// Something that JavaScript threw.
struct JavaScriptError: Error {
    /// The thrown value as text, such as `ParseError: KaTeX parse error: …`.
    let message: String
    /// Whether the program came to an end because it had used up what it may; the engine is of no use any more.
    let isExhausted: Bool
}

/// A JavaScript engine of its own (Duktape), without access to anything outside, held to a memory and a time.
final class JavaScriptEngine {
    private let context: OpaquePointer
    private let budget: UnsafeMutablePointer<script_budget>
    private let seconds: Double

    /// - Parameter seconds: of computing, that one program may take.
    init(megabytes: Int = 96, seconds: Double = 2) {
        budget = .allocate(capacity: 1)
        budget.initialize(to: script_budget())
        budget.pointee.limit = megabytes << 20
        self.seconds = seconds
        script_budget_start(budget, seconds)
        guard let context = create_bounded_heap(budget) else { fatalError("Duktape cannot start") }
        self.context = context
    }

    deinit {
        duk_destroy_heap(context)
        budget.deallocate()
    }

    /// The value of a program, as text.
    @discardableResult
    func evaluate(_ source: String) throws(JavaScriptError) -> String {
        script_budget_start(budget, seconds)
        var source = source
        let status = source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { protected_evaluate(context, $0.baseAddress, $0.count) }
        }
        let isExhausted = budget.pointee.is_exhausted != 0
        // Telling of the error takes memory too.
        budget.pointee.is_exhausted = 0
        let result = popText()
        guard status == 0 else {
            // Duktape's own stacks are bounded too.
            throw JavaScriptError(message: result, isExhausted: isExhausted || result.hasPrefix("RangeError: "))
        }
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
    static func literal(_ text: String) -> String { json(text) }

    /// Texts by their names as a JavaScript object.
    static func literal(_ texts: [String: String]) -> String { json(texts) }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let json = try? encoder.encode(value) else { fatalError("a value that JSON cannot hold: \(value)") }
        // Line separators may stand in JSON, but not in a JavaScript literal.
        return String(decoding: json, as: UTF8.self)
            .replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
    }
}
