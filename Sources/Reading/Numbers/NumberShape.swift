import Foundation

/// How a number is written: digits with thousands in groups of three and one point, then an exponent, a divisor or a
/// unit, if any.
package struct NumberShape {
    /// The place in the text behind it.
    package private(set) var end: Int
    package private(set) var value: Double
    package private(set) var decimals = 0
    private let text: [Character]

    /// - Parameter start: the place of its first digit, or of a point before that.
    init(_ text: [Character], at start: Int) {
        self.text = text
        (end, value) = (start, 0)
        skipDigits()
        while character(end) == ",", (1...3).allSatisfy({ isDigit(end + $0) }), !isDigit(end + 4) { end += 4 }
        if character(end) == ".", isDigit(end + 1) {
            end += 1
            let first = end
            skipDigits()
            decimals = end - first
        }
        let digits = String(text[start..<end])
        value = Double("0" + digits.filter { $0 != "," }) ?? 0
        if !readExponent(), !readDivisor(isWhole: digits.allSatisfy(\.isNumber)) { readUnit(digits) }
    }

    private func character(_ place: Int) -> Character? { text.indices.contains(place) ? text[place] : nil }

    private func isDigit(_ place: Int) -> Bool { character(place).map { $0.isASCII && $0.isNumber } ?? false }

    private mutating func skipDigits() { while isDigit(end) { end += 1 } }

    private func digits(from start: Int) -> ArraySlice<Character> {
        text[start...].prefix { $0.isASCII && $0.isNumber }
    }

    /// `3e-4`
    private mutating func readExponent() -> Bool {
        guard character(end) == "e" || character(end) == "E" else { return false }
        let sign = character(end + 1).map { "+-−".contains($0) } ?? false
        let start = min(end + (sign ? 2 : 1), text.count)
        let digits = digits(from: start)
        guard (1...3).contains(digits.count), let power = Int(String(digits)),
            character(digits.endIndex)?.isLetter != true
        else { return false }
        move(to: digits.endIndex, power: sign && character(end + 1) != "+" ? -power : power)
        return true
    }

    private mutating func move(to place: Int, power: Int) {
        end = place
        value *= pow(10, Double(power))
        decimals -= power
    }

    /// `1/3`, but no date such as `21/11/2026`.
    private mutating func readDivisor(isWhole: Bool) -> Bool {
        guard isWhole, character(end) == "/" else { return false }
        let digits = digits(from: min(end + 1, text.count))
        guard let divisor = Double(String(digits)), divisor > 0 else { return false }
        let next = character(digits.endIndex)
        let goesOn = next.map { $0.isLetter || "/_".contains($0) } ?? false
        guard !goesOn, next != "." || !isDigit(digits.endIndex + 1) else { return false }
        end = digits.endIndex
        value /= divisor
        decimals = 2
        return true
    }

    /// `20k`, `12ms`
    private mutating func readUnit(_ number: String) {
        let letters = text[end...].prefix { $0.isLetter }
        let word = String(letters)
        let next = character(letters.endIndex)
        guard next != "_", next?.isNumber != true else { return }
        if let power = Self.powers[word] {
            move(to: letters.endIndex, power: power)
        } else if Self.units.contains(word), word != "s" || !number.hasSuffix("0") {
            // The 1990s are a time, and “in the 20s” is no duration.
            end = letters.endIndex
        }
    }

    private static let powers = ["k": 3, "M": 6]
    private static let units: Set = ["ns", "µs", "ms", "s", "min", "h", "x", "px", "kB", "KB", "MB", "GB", "TB"]
}
