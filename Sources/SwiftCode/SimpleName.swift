/// An expression that most values in the prose are: a variable's name, what it has under a key, and members of that, as
/// in `done["vanilla"].finalLoss`. What it means is told without the parser, which takes a hundred times as long.
package struct SimpleName {
    package let text: String
    package let name: String
    package let key: String?

    /// Nil for anything else.
    init?(_ text: String) {
        var rest = text.utf8[...]
        guard let name = Self.identifier(&rest), !Self.keywords.contains(name) else { return nil }
        key = Self.key(&rest)
        while let dot = rest.first {
            guard dot == UInt8(ascii: ".") else { return nil }
            rest.removeFirst()
            guard let member = Self.identifier(&rest), !Self.keywords.contains(member) else { return nil }
        }
        (self.text, self.name) = (text, name)
    }

    private static func identifier(_ rest: inout Substring.UTF8View) -> String? {
        let word = rest.prefix { byte in
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F: true
            default: false
            }
        }
        // A lone underscore is a pattern.
        guard let first = word.first, !(0x30...0x39).contains(first), word.count > 1 || first != 0x5F else {
            return nil
        }
        rest = rest[word.endIndex...]
        return String(Substring(word))
    }

    /// `["key"]`, of letters that mean themselves.
    private static func key(_ rest: inout Substring.UTF8View) -> String? {
        let opening = Array("[\"".utf8)
        guard rest.starts(with: opening) else { return nil }
        let inside = rest.dropFirst(opening.count)
        let key = inside.prefix { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        guard inside[key.endIndex...].starts(with: Array("\"]".utf8)) else { return nil }
        rest = inside[key.endIndex...].dropFirst(2)
        return String(Substring(key))
    }

    /// Words that are no names, or that mean more than one.
    private static let keywords: Set = [
        "Any", "Self", "Type", "Protocol", "actor", "any", "as", "associatedtype", "async", "await", "borrowing",
        "break",
        "case", "catch", "class", "consume", "consuming", "continue", "copy", "deinit", "default", "defer", "discard",
        "distributed", "do", "dynamic", "each", "else", "enum", "extension", "fallthrough", "false", "fileprivate",
        "final", "for", "func", "get", "guard", "if", "import", "in", "indirect", "infix", "init", "inout", "internal",
        "is", "isolated", "lazy", "let", "macro", "mutating", "nil", "nonisolated", "nonmutating", "open", "operator",
        "optional", "override", "package", "postfix", "precedencegroup", "prefix", "private", "protocol", "public",
        "repeat", "required", "rethrows", "return", "self", "set", "some", "static", "struct", "subscript", "super",
        "switch", "then", "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak", "where", "while",
        "yield",
    ]
}
