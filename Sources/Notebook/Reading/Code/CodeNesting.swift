/// How deep brackets stand in one another in Swift code, found without its parser: strings, comments and regular
/// expressions are passed over, but what is interpolated counts.
struct CodeNesting {
    struct Place: Equatable {
        /// From 0.
        let line: Int
        /// In bytes, from 1.
        let column: Int
    }

    /// The brackets that are open at the deepest place.
    private(set) var depth = 0
    private(set) var tooDeep: Place?
    private(set) var tooDeepList: Place?
    private(set) var tooManyLinks: Place?

    private enum Opening: Equatable {
        case round, square, brace, angle, directive
        /// `\(`, in a string with so many number signs and this kind of quote.
        case interpolation(signs: Int, isLong: Bool)
    }

    private let bytes: [UInt8]
    private var index = 0
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

    private func byte(_ offset: Int) -> UInt8? { bytes.indices.contains(index + offset) ? bytes[index + offset] : nil }

    private func starts(_ text: StaticString) -> Bool {
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

    private mutating func endLine() {
        while open.last == .angle { open.removeLast() }
        index += 1
        (line, lineStart) = (line + 1, index)
    }

    private var place: Place { Place(line: line, column: index - lineStart + 1) }

    private mutating func push(_ opening: Opening, length: Int = 1) {
        open.append(opening)
        if opening == .square { lists += 1 }
        depth = max(depth, open.count)
        if open.count > CodeBounds.greatestDepth { tooDeep = tooDeep ?? place }
        if opening == .brace { countLists() }
        if lists > CodeBounds.greatestListDepth { tooDeepList = tooDeepList ?? place }
        index += length
    }

    /// Takes off what is open, down to the last that fits; nothing where none does.
    private mutating func pop(where fits: (Opening) -> Bool) {
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

    /// A comment or a regular expression.
    private mutating func readSlash() {
        if starts("//") {
            while let byte = byte(0), byte != UInt8(ascii: "\n") { index += 1 }
        } else if starts("/*") {
            readComment()
        } else if !readExpression() {
            index += 1
        }
    }

    private mutating func readComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                (depth, index) = (depth + 1, index + 2)
            } else if starts("*/") {
                (depth, index) = (depth - 1, index + 2)
            } else if byte(0) == UInt8(ascii: "\n") {
                endLine()
            } else {
                index += 1
            }
        } while depth > 0 && index < bytes.count
    }

    /// `/…/`, where a value may begin and on one line.
    private mutating func readExpression() -> Bool {
        let before = bytes[..<index].last { $0 != UInt8(ascii: " ") }
        guard before.map({ "(,=:[{\n".utf8.contains($0) }) ?? true, let next = byte(1), next != UInt8(ascii: " ") else {
            return false
        }
        var end = index + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] == UInt8(ascii: "/") {
                index = end + 1
                return true
            }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return false
    }

    /// `#"`, `#/` and `#if`.
    private mutating func readSign() {
        let signs = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        if starts("#if") {
            push(.directive, length: 3)
        } else if starts("#endif") {
            pop { $0 == .directive }
        } else if byte(signs) == UInt8(ascii: "\"") {
            index += signs
            readString(signs: signs)
        } else if byte(signs) == UInt8(ascii: "/") {
            index += signs + 1
            while index < bytes.count, !ends(with: UInt8(ascii: "/"), count: 1, signs: signs) { pass() }
            index = min(index + 1 + signs, bytes.count)
        } else {
            index += signs
        }
    }

    private mutating func readString(signs: Int) {
        let isLong = starts("\"\"\"")
        index += isLong ? 3 : 1
        readText(signs: signs, isLong: isLong)
    }

    /// The letters of a string, up to its end or to what is interpolated.
    private mutating func readText(signs: Int, isLong: Bool) {
        let count = isLong ? 3 : 1
        while index < bytes.count {
            if ends(with: UInt8(ascii: "\""), count: count, signs: signs) {
                index += count + signs
                return
            }
            if bytes[index] == UInt8(ascii: "\\"), isRun(of: UInt8(ascii: "#"), signs, from: index + 1) {
                if byte(1 + signs) == UInt8(ascii: "(") {
                    return push(.interpolation(signs: signs, isLong: isLong), length: 2 + signs)
                }
                index += 1 + signs
                if index < bytes.count { pass() }
            } else if bytes[index] == UInt8(ascii: "\n"), !isLong {
                return
            } else {
                pass()
            }
        }
    }

    private mutating func pass() { if bytes[index] == UInt8(ascii: "\n") { endLine() } else { index += 1 } }

    private func ends(with mark: UInt8, count: Int, signs: Int) -> Bool {
        isRun(of: mark, count, from: index) && isRun(of: UInt8(ascii: "#"), signs, from: index + count)
    }

    private func isRun(of byte: UInt8, _ count: Int, from start: Int) -> Bool {
        start + count <= bytes.count && bytes[start..<start + count].allSatisfy { $0 == byte }
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
