/// Reads decimal numbers from text, each rounded correctly to the nearest `Float`, ties to even.
///
/// Up to 18 digits and the power of ten give a `Double` that is off by less than four units in its last place. Nearly
/// always every number that near rounds to one and the same `Float`, which then is the result; only otherwise, about
/// once in fifty million, the standard library has to read the text. (Compare Lemire, "Number parsing at a gigabyte
/// per second", Software: Practice and Experience 51, 2021.)
struct DecimalParser {
    /// What a text says that is no finite number.
    enum Failure: Error {
        case noNumber
        case tooLarge
    }

    /// The greatest power of ten by which a number is scaled here.
    private static let greatestPower = 60
    private let powers = (0...greatestPower).map { Double("1e\($0)")! }

    /// An optional sign, digits with a point among them or not, and an optional exponent.
    ///
    /// - Parameter text: followed by a byte that may be read and belongs to no number.
    func parse(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Float {
        guard let start = text.baseAddress else { throw .noNumber }
        var scan = DecimalScan(start)
        guard scan.run() == start + text.count else { throw .noNumber }
        if let value = quickValue(scan) { return value }
        return try exactValue(text)
    }

    private func exactValue(_ text: UnsafeBufferPointer<UInt8>) throws(Failure) -> Float {
        guard let value = Float(String(decoding: text, as: UTF8.self)) else { throw .noNumber }
        guard value.isFinite else { throw .tooLarge }
        return value
    }

    /// Nil where only the exact way is sure.
    @inline(__always)
    private func quickValue(_ scan: DecimalScan) -> Float? {
        let exponent = scan.exponent
        guard exponent.magnitude <= UInt(Self.greatestPower) else {
            return scan.digits == 0 ? (scan.isNegative ? -0.0 : 0.0) : nil
        }
        let power = powers.withUnsafeBufferPointer { $0[Int(exponent.magnitude)] }
        let value = exponent < 0 ? Double(scan.digits) / power : Double(scan.digits) * power
        let low = Float(Double(bitPattern: value.bitPattern &- 4))
        let high = Float(Double(bitPattern: value.bitPattern &+ 4))
        guard low == high, low >= .leastNormalMagnitude, low.isFinite else {
            return scan.digits == 0 ? (scan.isNegative ? -0.0 : 0.0) : nil
        }
        return scan.isNegative ? -low : low
    }
}

/// The digits of a number, as a whole number of at most 18, and the power of ten to scale them by.
private struct DecimalScan {
    private(set) var digits: Int64 = 0
    private(set) var exponent = 0
    private(set) var isNegative = false
    private var place: UnsafePointer<UInt8>

    /// Digits that are sure to fit.
    private static let mostDigits = 18

    init(_ start: UnsafePointer<UInt8>) { place = start }

    /// Reads a number and returns where it ends; nil where there is none.
    @inline(__always)
    mutating func run() -> UnsafePointer<UInt8>? {
        isNegative = skipSign()
        let first = place
        readDigits()
        var count = place - first
        if place.pointee == UInt8(ascii: ".") {
            place += 1
            let fraction = place
            readDigits()
            exponent = fraction - place
            count -= exponent
        }
        if count > Self.mostDigits { readLong(first) }
        guard count > 0, readExponent() else { return nil }
        return place
    }

    @inline(__always)
    private mutating func readDigits() {
        while true {
            let digit = place.pointee &- UInt8(ascii: "0")
            if digit > 9 { return }
            digits = digits &* 10 &+ Int64(digit)
            place += 1
        }
    }

    /// Reads once more what has too many digits: those behind the eighteenth that counts only count for their place.
    private mutating func readLong(_ first: UnsafePointer<UInt8>) {
        digits = 0
        for byte in UnsafeBufferPointer(start: first, count: place - first) where byte != UInt8(ascii: ".") {
            if digits < 100_000_000_000_000_000 {
                digits = digits * 10 + Int64(byte &- UInt8(ascii: "0"))
            } else {
                exponent += 1
            }
        }
    }

    @inline(__always)
    private mutating func skipSign() -> Bool {
        let isNegative = place.pointee == UInt8(ascii: "-")
        if isNegative || place.pointee == UInt8(ascii: "+") { place += 1 }
        return isNegative
    }

    /// False where there is an `e` and no number behind it.
    @inline(__always)
    private mutating func readExponent() -> Bool {
        guard place.pointee | 0x20 == UInt8(ascii: "e") else { return true }
        place += 1
        let (isBelow, start) = (skipSign(), place)
        var value = 0
        while place.pointee &- UInt8(ascii: "0") <= 9 {
            // No text is so long that its digits could make up for such an exponent.
            value = min(value * 10 + Int(place.pointee &- UInt8(ascii: "0")), 1 << 40)
            place += 1
        }
        exponent += isBelow ? -value : value
        return place > start
    }
}
