/// How deep brackets stand in one another in Swift code, found without its parser: strings, comments and regular
/// expressions are passed over, but what is interpolated counts.
package struct CodeNesting {
    package struct Place: Equatable {
        /// From 0.
        package let line: Int
        /// In bytes, from 1.
        package let column: Int
    }

    /// The brackets that are open at the deepest place.
    package private(set) var depth = 0
    package private(set) var tooDeep: Place?
    private(set) var tooDeepList: Place?
    private(set) var tooManyLinks: Place?

    package enum Opening: Equatable {
        case round, square, brace, angle, directive
        /// `\(`, in a string with so many number signs and this kind of quote.
        case interpolation(signs: Int, isLong: Bool)
    }

    package let bytes: [UInt8]
    package var index = 0
    private var lineStart = 0
    private var line = 0
    private var open: [Opening] = []
    /// Of `[`, since the last brace.
    private var lists = 0
    private var links = 0

    init(of code: String) {
        bytes = Array(code.utf8)
        while index < bytes.count { step() }
    }

    package func byte(_ offset: Int) -> UInt8? { bytes.indices.contains(index + offset) ? bytes[index + offset] : nil }

    package func starts(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    private mutating func step() {
        switch bytes[index] {
        case UInt8(ascii: "/"): readSlash()
        case UInt8(ascii: "\""): readString(signs: 0)
        case UInt8(ascii: "#"): readSign()
        case UInt8(ascii: "("): push(.round)
        case UInt8(ascii: "["): push(.square)
        case UInt8(ascii: "{"): push(.brace)
        case UInt8(ascii: "<") where isAfterName: push(.angle)
        case UInt8(ascii: ")"): close()
        case UInt8(ascii: "]"): pop { $0 == .square }
        case UInt8(ascii: "}"): pop { $0 == .brace }
        case UInt8(ascii: ">"): closeAngle()
        case UInt8(ascii: "\n"): endLine()
        case let byte where isLink(byte): link()
        default: index += 1
        }
    }

    /// Whether a name stands right before the position, as before the `<` of a generic type.
    private var isAfterName: Bool {
        guard let before = byte(-1) else { return false }
        return before == UInt8(ascii: "_") || isLetter(before) || (before >= 48 && before <= 57) || before >= 0x80
    }

    private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    mutating func endLine() {
        while open.last == .angle { open.removeLast() }
        index += 1
        (line, lineStart) = (line + 1, index)
    }

    private var place: Place { Place(line: line, column: index - lineStart + 1) }

    package mutating func push(_ opening: Opening, length: Int = 1) {
        open.append(opening)
        if opening == .square { lists += 1 }
        depth = max(depth, open.count)
        if open.count > CodeBounds.greatestDepth { tooDeep = tooDeep ?? place }
        if opening == .brace { countLists() }
        if lists > CodeBounds.greatestListDepth { tooDeepList = tooDeepList ?? place }
        index += length
    }

    /// Takes off what is open, down to the last that fits; nothing where none does.
    mutating func pop(where fits: (Opening) -> Bool) {
        index += 1
        guard let place = open.lastIndex(where: fits) else { return }
        open.removeSubrange(place...)
        countLists()
    }

    private mutating func countLists() {
        lists = open.reversed().prefix { $0 != .brace }.count { $0 == .square }
    }

    private mutating func closeAngle() {
        if open.last == .angle, byte(-1) != UInt8(ascii: "-") { open.removeLast() }
        if byte(-1) == UInt8(ascii: "-") { links += 1 }
        noteLinks()
        index += 1
    }

    /// A `)`, behind which a string may go on.
    private mutating func close() {
        let last = open.last { opening in
            switch opening {
            case .round, .interpolation: true
            default: false
            }
        }
        pop { $0 == last }
        if case .interpolation(let signs, let isLong)? = last { readText(signs: signs, isLong: isLong) }
    }

    private func isLink(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") || (isLetter(byte) && !isAfterName)
    }

    /// A word, or a sign, that makes the tree deeper without a bracket.
    private mutating func link() {
        let word = bytes[index...].prefix { isLetter($0) }
        if word.isEmpty || Self.words.contains(String(decoding: word, as: UTF8.self)) { links += 1 }
        noteLinks()
        index += max(word.count, 1)
    }

    private mutating func noteLinks() {
        if links > CodeBounds.greatestLinks { tooManyLinks = tooManyLinks ?? place }
    }

    private static let words: Set = ["else", "try", "await", "repeat", "each", "any", "some", "inout", "return"]
}
