import Foundation

/// Numbers as figures print them: no more digits than they need, a real minus sign, grouped thousands.
public enum NumberText {
    /// The labels of an axis: all with the same number of decimals, and with one power of ten where they are very
    /// large or very small.
    package static func labels(for values: [Double]) -> [String] {
        let size = values.map(abs).max() ?? 0
        guard size > 0 else { return values.map { _ in "0" } }
        let exponent = Int(log10(size).rounded(.down))
        if (-4...6).contains(exponent) {
            let decimals = self.decimals(for: values)
            return values.map { $0 == 0 ? "0" : fixed($0, decimals: decimals) }
        }
        // 10^-exponent overflows for the smallest numbers: two halves do not.
        let half = pow(10, Double(-exponent / 2))
        let rest = pow(10, Double(-exponent - (-exponent / 2)))
        let mantissas = values.map { $0 * half * rest }
        let decimals = self.decimals(for: mantissas)
        return mantissas.map { $0 == 0 ? "0" : "\(fixed($0, decimals: decimals))×10\(raised(exponent))" }
    }

    /// The fewest decimals that tell every number from the next and lose nothing that a tick needs.
    private static func decimals(for values: [Double]) -> Int {
        let gaps = zip(values.dropFirst(), values).map { abs($0 - $1) }
        let unit = (gaps.min() ?? values.map(abs).max() ?? 1) * 1e-3
        return (0...12).first { decimals in
            let power = pow(10, Double(decimals))
            return values.allSatisfy { abs(($0 * power).rounded() / power - $0) <= unit }
        } ?? 12
    }

    /// A number with `decimals` digits after the point, thousands grouped: 12,345.6.
    public static func fixed(_ value: Double, decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", abs(value))
        let parts = text.split(separator: ".", maxSplits: 1)
        let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
        let sign = value < 0 && !isZero ? "−" : ""
        return sign + grouped(String(parts[0])) + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// A number to about `digits` significant digits, as short as that allows: 0.0123, 12,300, 1.2×10⁻⁷.
    public static func short(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
        guard value != 0 else { return "0" }
        let exponent = Int(log10(abs(value)).rounded(.down))
        if (-4...6).contains(exponent) {
            let text = fixed(value, decimals: max(0, digits - 1 - exponent))
            return text.contains(".") ? trimmed(text) : text
        }
        let parts = String(format: "%.\(max(digits - 1, 0))e", value).split(separator: "e")
        let mantissa = trimmed(parts[0].replacingOccurrences(of: "-", with: "−"))
        return "\(mantissa)×10\(raised(Int(parts[1]) ?? exponent))"
    }

    /// A power of ten: 10⁻³; another number as `short` prints it.
    package static func power(_ value: Double) -> String {
        let exponent = log10(value).rounded()
        guard abs(pow(10, exponent) / value - 1) < 1e-9 else { return short(value, digits: 2) }
        return exponent == 0 ? "1" : exponent == 1 ? "10" : "10\(raised(Int(exponent)))"
    }

    /// The digits after the point with which a number of this size shows three that matter.
    static func decimals(forThreeDigitsOf size: Double) -> Int {
        guard size > 0, size.isFinite else { return 0 }
        return min(max(2 - Int(log10(size).rounded(.down)), 0), 12)
    }

    /// A whole number, thousands grouped.
    public static func count(_ value: Int) -> String { fixed(Double(value), decimals: 0) }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private static func grouped(_ digits: String) -> String {
        guard digits.count > 3 else { return digits }
        return grouped(String(digits.dropLast(3))) + "," + digits.suffix(3)
    }

    private static func raised(_ exponent: Int) -> String {
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return (exponent < 0 ? "⁻" : "") + String(abs(exponent)).compactMap(\.wholeNumberValue).map { digits[$0] }
    }
}
