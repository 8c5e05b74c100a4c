import Manuscript
import SwiftCode

/// Bracketed texts with attributes: claims and constants.
extension TreeBuilder {
    private static let keys = ["claim", "data"]
    private static let classes = ["constant"]

    /// Puts the bracketed text that ends the parts, and its attributes, into one span.
    mutating func addSpan(
        _ attributes: SpanAttributes, source: String, at location: SourceLocation, to parts: inout [InlinePart]
    ) {
        // Of a text that has too many, the rest is left as it is.
        guard textWithDeepSpans != blockLines else { return }
        guard let content = Self.takeBracketed(from: &parts) else {
            return report(
                code: .badSpan, "the bracket that `\(source)` belongs to does not open in the same text", at: location,
                help: "a span begins and ends inside of the same emphasis, and a bracket in it is written `\\[`")
        }
        let inlines = trimmed(inlines(from: content))
        if Self.depth(of: inlines) + depth >= Self.greatestDepth {
            report(
                code: .tooDeep, "spans stand more than \(Self.greatestDepth) deep in one another", at: location,
                help: "end some of them before others begin")
            textWithDeepSpans = blockLines
            for inline in inlines { parts.add(inline) }
        } else if let span = span(of: inlines, attributes, source: source, at: location) {
            parts.add(.span(span, inlines))
        } else {
            for inline in inlines { parts.add(inline) }
        }
    }

    private static func depth(of inlines: [Inline]) -> Int {
        inlines.map { inline in
            switch inline {
            case .emphasis(let content), .strong(let content), .strikethrough(let content): 1 + depth(of: content)
            case .link(_, _, let content, _), .span(_, let content): 1 + depth(of: content)
            default: 1
            }
        }.max() ?? 0
    }

    private mutating func span(
        of content: [Inline], _ attributes: SpanAttributes, source: String, at location: SourceLocation
    ) -> Span? {
        guard isKnown(attributes, source: source, at: location) else { return nil }
        if content.isEmpty {
            report(code: .badSpan, "this span has no text", at: location, help: "write `[text]\(source)`")
        }
        let claim = attributes.values.first { $0.key == "claim" }
        switch (claim, attributes.classes.first) {
        case (let claim?, nil): return self.claim(claim, of: content, attributes, at: location)
        case (nil, _?) where attributes.values.isEmpty: return .constant
        case (_?, _?):
            report(code: .badSpan, "a span is a claim or a constant, not both", at: location)
        default:
            report(code: .badSpan, "`\(source)` claims nothing", at: location, help: "write `[text]{claim=\"a < b\"}`")
        }
        return nil
    }

    private mutating func claim(
        _ value: SpanAttributes.Value, of content: [Inline], _ attributes: SpanAttributes, at location: SourceLocation
    ) -> Span? {
        let place = SourceLocation(
            file: location.file, line: location.line + (location.column == nil ? 0 : value.linesAfter),
            column: location.column == nil ? nil : value.column)
        if let fault = expressionFault(value.text) {
            report(code: .badSpan, fault, at: place, help: "claim a comparison, such as `a < b`")
            return nil
        }
        let data = attributes.values.first { $0.key == "data" }?.text
        if let data, data != DataName.slug(data) || data.isEmpty {
            report(
                code: .badSpan, "`\(data)` is not how a data set is named here", at: location,
                help: "write `data=\"\(data.isEmpty ? "mnist" : DataName.slug(data))\"`")
        } else if let data, let meant = didYouMean(data, among: DataName.known) {
            warn(code: .badSpan, "no build has data called `\(data)`", at: location, help: meant)
        }
        let claim = Claim(
            index: result.claims.count, text: writtenText(of: content), expression: value.text, location: place,
            data: data)
        result.claims.append(claim)
        result.steps.append(.claim(claim))
        return .claim(claim.index)
    }

    private mutating func isKnown(_ attributes: SpanAttributes, source: String, at location: SourceLocation) -> Bool {
        let count = result.diagnostics.count
        for name in attributes.classes where !Self.classes.contains(name) {
            report(
                code: .badSpan, "`{.\(name)}` has no meaning here", at: location,
                help: didYouMean(name, among: Self.classes) ?? "known are {.constant} and {claim=\"…\"}")
        }
        for value in attributes.values where !Self.keys.contains(value.key) {
            report(
                code: .badSpan, "a span has no attribute `\(value.key)`", at: location,
                help: didYouMean(value.key, among: Self.keys) ?? "known are claim, data and .constant")
        }
        for word in attributes.others {
            report(
                code: .badSpan, "`\(word)` in `\(source)` is no attribute", at: location,
                help: "known are {.constant} and {claim=\"…\"}")
        }
        let keys = attributes.values.map(\.key)
        for key in Self.keys where keys.count(where: { $0 == key }) > 1 {
            report(code: .badSpan, "`\(key)` is given twice", at: location)
        }
        return result.diagnostics.count == count
    }

    /// Removes the text between the last closing bracket and the one that opened it; nil, and the parts as they were,
    /// where they do not end with such a text.
    private static func takeBracketed(from parts: inout [InlinePart]) -> [InlinePart]? {
        guard case .inline(.text(let last))? = parts.last, last.hasSuffix("]") else { return nil }
        var depth = 0
        for index in parts.indices.reversed() {
            guard case .inline(.text(let text)) = parts[index] else { continue }
            for place in text.indices.reversed() where text[place] == "]" || text[place] == "[" {
                depth += text[place] == "]" ? 1 : -1
                if depth == 0 { return split(&parts, at: index, place) }
            }
        }
        return nil
    }

    private static func split(_ parts: inout [InlinePart], at index: Int, _ place: String.Index) -> [InlinePart]? {
        guard case .inline(.text(let text)) = parts[index] else { return nil }
        var content: [InlinePart] = [.inline(.text(String(text[text.index(after: place)...])))] + parts[(index + 1)...]
        if case .inline(.text(let last))? = content.last {
            content[content.count - 1] = .inline(.text(String(last.dropLast())))
        }
        parts.removeSubrange(index...)
        if place > text.startIndex { parts.append(.inline(.text(String(text[..<place])))) }
        return content.filter { $0 != .inline(.text("")) }
    }
}
