import Foundation

/// How a value stands in a sentence: texts as they are, numbers as `formatted` writes them. A text that is too long for
/// any sentence, such as that of a large array, is cut.
package func inlineText(_ value: Any) -> String {
    let text = wholeInlineText(value)
    guard text.utf8.count > longestInlineText, text.count > longestInlineText else { return text }
    return text.prefix(longestInlineText) + " … (\((text.count - longestInlineText).formatted) characters left out)"
}

private let longestInlineText = 1000

private func wholeInlineText(_ value: Any) -> String {
    switch value {
    case let text as String: text
    case let number as any BinaryInteger: Int(number).formatted
    case let number as Float: Double(number).formatted
    case let number as Double: number.formatted
    case let duration as Duration: duration.formatted
    default: inlineText(ofOther: value)
    }
}

private func inlineText(ofOther value: Any) -> String {
    // What `nil` is beside `==` where the other side's type has no equality.
    if value is _OptionalNilComparisonType { return "none" }
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return String(describing: value) }
    return mirror.children.first.map { wholeInlineText($0.value) } ?? "none"
}

extension BinaryInteger {
    /// Thousands in groups: 1,083,696.
    public var formatted: String {
        var text = String(magnitude)
        var place = text.count - 3
        while place > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: place))
            place -= 3
        }
        return self < 0 ? "−" + text : text
    }
}

extension Double {
    /// Three significant digits, all before the point, and no exponent from 0.0001 on: 24.5, 0.0119, 1,083,696.
    public var formatted: String {
        guard isFinite else { return isNaN ? "not a number" : self < 0 ? "−∞" : "∞" }
        guard self != 0 else { return "0" }
        guard (1e-4..<1e15).contains(magnitude) else { return String(format: "%.3g", self).withMinus }
        let digits = max(0, 2 - Int(floor(log10(magnitude))))
        let text = formatted(decimals: digits)
        guard text.contains(".") else { return text }
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }

    /// With this many digits after the point, and thousands in groups.
    public func formatted(decimals: Int) -> String {
        guard isFinite, magnitude < 1e15 else { return formatted }
        let parts = String(format: "%.\(decimals)f", magnitude).split(separator: ".")
        let whole = (Int(parts[0]) ?? 0).formatted
        let text = parts.count > 1 ? "\(whole).\(parts[1])" : whole
        return self < 0 && text.contains { ("1"..."9").contains($0) } ? "−" + text : text
    }

    /// As a share of a hundred: 0.3421 with one decimal is 34.2%.
    public func percent(decimals: Int = 0) -> String { (self * 100).formatted(decimals: decimals) + "%" }
}

extension Duration {
    /// `0.4 s`, `12 s`, `2 min 5 s`. As an inline value it is never compared with an accepted one: no two runs take
    /// equally long.
    public var formatted: String {
        let seconds = Double(components.seconds) + Double(components.attoseconds) * 1e-18
        if seconds < 9.95 { return seconds.formatted(decimals: 1) + " s" }
        let whole = Int(seconds.rounded())
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}

extension Float {
    public var formatted: String { Double(self).formatted }
    public func formatted(decimals: Int) -> String { Double(self).formatted(decimals: decimals) }
    public func percent(decimals: Int = 0) -> String { Double(self).percent(decimals: decimals) }
}

extension String {
    fileprivate var withMinus: String { replacingOccurrences(of: "-", with: "−") }
}
