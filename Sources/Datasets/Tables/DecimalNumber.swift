/// Reads decimal numbers from text, each rounded correctly to the nearest `Float`, ties to even.
///
/// Up to 19 digits and the power of ten give a `Double` that is off by less than four units in its last place. Nearly
/// always every number that near rounds to one and the same `Float`, which then is the result; only otherwise, about
/// once in ten million, the standard library has to read the text. (Compare Lemire, "Number parsing at a gigabyte per
/// second", Software: Practice and Experience 51, 2021.)
enum DecimalNumber {
    /// What a text says that is no finite number.
    enum Failure: Error {
        case noNumber
        case tooLarge
    }

    /// The greatest power of ten by which a number is scaled here.
    private static let greatestPower = 60
    private static let powers = (0...greatestPower).map { Double("1e\($0)")! }

    /// An optional sign, digits with a point among them or not, and an optional exponent.
    static func parse(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Float {
        guard let start = text.baseAddress, let number = Scan(start, start + text.count) else { throw .noNumber }
        if let value = number.quickValue { return value }
        return try exactValue(text)
    }

    private static func exactValue(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Float {
        guard let value = Float(String(decoding: text, as: UTF8.self)) else { throw .noNumber }
        guard value.isFinite else { throw .tooLarge }
        return value
    }

    /// The digits and the power of ten of a text.
    private struct Scan {
        private var digits: UInt64 = 0
        private var exponent = 0
        private var isNegative = false
        private var place: UnsafePointer<UInt8>
        private let end: UnsafePointer<UInt8>

        /// Nil where the text is no number.
        @inline(__always)
        init?(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
            (place, self.end) = (start, end)
            isNegative = skipSign()
            let first = place
            readDigits(pointShift: 0)
            var count = place - first
            if place < end, place.pointee == UInt8(ascii: ".") {
                place += 1
                let fraction = place
                readDigits(pointShift: 1)
                count += place - fraction
            }
            guard count > 0, readExponent(), place == end else { return nil }
        }

        /// Digits beyond the nineteenth only count for their place.
        @inline(__always)
        private mutating func readDigits(pointShift: Int) {
            let start = place
            var dropped = 0
            while place < end {
                let digit = place.pointee &- UInt8(ascii: "0")
                if digit > 9 { break }
                if digits < 1_000_000_000_000_000_000 {
                    digits = digits &* 10 &+ UInt64(digit)
                } else {
                    dropped &+= 1
                }
                place += 1
            }
            exponent &+= dropped &- pointShift &* (place - start)
        }

        @inline(__always)
        private mutating func skipSign() -> Bool {
            guard place < end, place.pointee == UInt8(ascii: "-") || place.pointee == UInt8(ascii: "+") else {
                return false
            }
            place += 1
            return place[-1] == UInt8(ascii: "-")
        }

        /// False where there is an `e` and no number behind it.
        @inline(__always)
        private mutating func readExponent() -> Bool {
            guard place < end, place.pointee | 0x20 == UInt8(ascii: "e") else { return true }
            place += 1
            let (isBelow, start) = (skipSign(), place)
            var value = 0
            while place < end, place.pointee &- UInt8(ascii: "0") <= 9 {
                // No text is so long that its digits could make up for such an exponent.
                value = min(value * 10 + Int(place.pointee &- UInt8(ascii: "0")), 1 << 40)
                place += 1
            }
            exponent += isBelow ? -value : value
            return place > start
        }

        /// Nil where only the exact way is sure.
        @inline(__always)
        var quickValue: Float? {
            if digits == 0 { return isNegative ? -0.0 : 0.0 }
            guard abs(exponent) <= greatestPower else { return nil }
            let power = powers.withUnsafeBufferPointer { $0[abs(exponent)] }
            let value = exponent < 0 ? Double(digits) / power : Double(digits) * power
            let low = Float(Double(bitPattern: value.bitPattern &- 4))
            let high = Float(Double(bitPattern: value.bitPattern &+ 4))
            guard low == high, low >= .leastNormalMagnitude, low.isFinite else { return nil }
            return isNegative ? -low : low
        }
    }
}
