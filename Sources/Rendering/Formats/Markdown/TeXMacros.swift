/// A book's own commands, written out: a formula that leaves the book leaves them behind.
package enum TeXMacros {
    /// Macros that use one another have an end here.
    private static let deepest = 20
    private static let longest = 100_000

    /// - Parameter macros: what the commands stand for, by their names with the backslash; `#1` is their first argument.
    package static func expanded(_ tex: String, by macros: [String: String]) -> String {
        guard !macros.isEmpty else { return tex }
        var result = tex
        for _ in 0..<deepest {
            var rest = result[...]
            let next = once(&rest, macros)
            guard next != result, next.utf8.count <= longest else { break }
            result = next
        }
        return result
    }

    private static func once(_ rest: inout Substring, _ macros: [String: String]) -> String {
        var result = ""
        while let letter = rest.first {
            guard letter == "\\" else {
                result.append(rest.removeFirst())
                continue
            }
            let name = command(&rest)
            result += macros[name].map { replaced($0, &rest) } ?? name
        }
        return result
    }

    /// A backslash with its letters, or with the one sign behind it.
    private static func command(_ rest: inout Substring) -> String {
        rest.removeFirst()
        let letters = rest.prefix { $0.isASCII && $0.isLetter }
        let name = letters.isEmpty ? rest.prefix(1) : letters
        rest = rest[name.endIndex...]
        return "\\\(name)"
    }

    private static func replaced(_ body: String, _ rest: inout Substring) -> String {
        let count = (1...9).last { body.contains("#\($0)") } ?? 0
        var result = body
        for number in 0..<count {
            let argument = argument(&rest)
            result = result.replacing("#\(number + 1)", with: endsInCommand(argument) ? argument + " " : argument)
        }
        return endsInCommand(result) && rest.first?.isLetter == true ? result + " " : result
    }

    /// Whether letters behind it would be read as those of a command.
    private static func endsInCommand(_ tex: String) -> Bool { tex.wholeMatch(of: /(?s).*\\[A-Za-z]+/) != nil }

    private static func argument(_ rest: inout Substring) -> String {
        rest = rest.drop(while: \.isWhitespace)
        guard let first = rest.first else { return "" }
        if first == "\\" { return command(&rest) }
        guard first == "{" else { return String(rest.removeFirst()) }
        var (depth, inside) = (0, "")
        while let letter = rest.popFirst() {
            if letter == "\\" {
                inside.append(letter)
                if let sign = rest.popFirst() { inside.append(sign) }
                continue
            }
            if letter == "}" { depth -= 1 }
            if depth == 0, letter == "}" { break }
            if depth > 0 { inside.append(letter) }
            if letter == "{" { depth += 1 }
        }
        return inside
    }
}
