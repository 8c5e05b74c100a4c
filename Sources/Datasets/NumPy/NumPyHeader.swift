/// What stands before the numbers of an array: their type, their order and their shape.
///
/// Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays", with versions 2.0 and 3.0 as in the
/// documentation of `numpy.lib.format`.
struct NumPyHeader: Equatable {
    enum ElementType: String {
        case float32 = "<f4"
        case float64 = "<f8"
        case uint8 = "|u1"
        case int64 = "<i8"
        case bool = "|b1"

        var byteCount: Int {
            switch self {
            case .float32: 4
            case .float64, .int64: 8
            case .uint8, .bool: 1
            }
        }
    }

    let type: ElementType
    /// Whether the first axis runs fastest, and not the last.
    let isFortran: Bool
    let shape: [Int]

    /// Every file's first bytes.
    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// The longest text of a header that is read: it holds any array of simple numbers.
    static let longest = 1 << 16

    /// - Parameter text: a Python dictionary, such as `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
    init(_ text: String) throws(NumPyProblem) {
        var literal = PythonLiteral(text)
        let entries = try literal.dictionary()
        guard case .text(let type)? = entries["descr"] else {
            throw .badHeader(reason: "no type of the numbers")
        }
        guard case .truth(let isFortran)? = entries["fortran_order"] else { throw .badHeader(reason: "no order") }
        guard case .numbers(let shape)? = entries["shape"] else { throw .badHeader(reason: "no shape") }
        self.type = try Self.elementType(type)
        self.isFortran = isFortran && shape.count > 1
        self.shape = shape
    }

    private static func elementType(_ name: String) throws(NumPyProblem) -> ElementType {
        // A single byte has no order, whatever is written.
        let plain = ["u1", "b1"].contains(name.dropFirst()) ? "|" + name.dropFirst() : name.replacing("=", with: "<")
        if let type = ElementType(rawValue: plain) { return type }
        throw .otherType(name, words: words(for: name))
    }

    private static func words(for type: String) -> String {
        if type.hasPrefix(">") { return "big-endian" }
        switch type.dropFirst().first {
        case "O": return "Python objects"
        case "c": return "complex numbers"
        case "U", "S", "a": return "text"
        case "M", "m": return "dates or times"
        case "f": return "floating point of another size"
        case "i", "u": return "whole numbers of another size"
        default: return "not a kind of number that is read"
        }
    }

    /// The number of elements; nil where their bytes do not fit an `Int`.
    var count: Int? {
        var bytes = type.byteCount
        // A zero makes nothing of everything, and does not excuse the others.
        for size in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: max(1, size))
            if overflow { return nil }
            bytes = product
        }
        return shape.contains(0) ? 0 : bytes / type.byteCount
    }
}

/// Reads the little of Python that headers are written in.
private struct PythonLiteral {
    enum Value {
        case text(String)
        case truth(Bool)
        case numbers([Int])
    }

    private var rest: Substring

    init(_ text: String) { rest = Substring(text) }

    mutating func dictionary() throws(NumPyProblem) -> [String: Value] {
        var entries: [String: Value] = [:]
        try expect("{")
        while !skip("}") {
            guard case .text(let key) = try value() else { throw .badHeader(reason: "a key that is no text") }
            try expect(":")
            guard entries.updateValue(try value(), forKey: key) == nil else {
                throw .badHeader(reason: "“\(key)” twice")
            }
            if !skip(",") {
                try expect("}")
                break
            }
        }
        return entries
    }

    private mutating func value() throws(NumPyProblem) -> Value {
        skipBlanks()
        // The types of several fields are a list.
        if rest.hasPrefix("[") { throw .otherType(String(rest.prefix(60)), words: "a record of several") }
        if let quote = rest.first, quote == "'" || quote == "\"" {
            guard let end = rest.dropFirst().firstIndex(of: quote) else { throw .badHeader(reason: "an open quote") }
            defer { rest = rest[end...].dropFirst() }
            return .text(String(rest[..<end].dropFirst()))
        }
        for (word, truth) in [("True", true), ("False", false)] where skip(word) { return .truth(truth) }
        return .numbers(try tuple())
    }

    private mutating func tuple() throws(NumPyProblem) -> [Int] {
        try expect("(")
        var numbers: [Int] = []
        while !skip(")") {
            skipBlanks()
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), numbers.count < 64 else {
                throw .badHeader(reason: "no number at “\(rest.prefix(20))”")
            }
            numbers.append(number)
            rest = rest.dropFirst(digits.count)
            // Python 2 marked its long numbers.
            _ = skip("L")
            if !skip(",") {
                try expect(")")
                break
            }
        }
        return numbers
    }

    private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

    private mutating func skip(_ word: String) -> Bool {
        skipBlanks()
        guard rest.hasPrefix(word) else { return false }
        rest = rest.dropFirst(word.count)
        return true
    }

    private mutating func expect(_ word: String) throws(NumPyProblem) {
        guard skip(word) else { throw .badHeader(reason: "“\(word)” expected, “\(rest.prefix(20))” found") }
    }
}
