/// What is passed over: comments, strings and regular expressions.
extension CodeNesting {
    /// A comment or a regular expression.
    mutating func readSlash() {
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
    mutating func readSign() {
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

    mutating func readString(signs: Int) {
        let isLong = starts("\"\"\"")
        index += isLong ? 3 : 1
        readText(signs: signs, isLong: isLong)
    }

    /// The letters of a string, up to its end or to what is interpolated.
    mutating func readText(signs: Int, isLong: Bool) {
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
}
