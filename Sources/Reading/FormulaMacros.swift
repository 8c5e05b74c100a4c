/// Reads a mapping `macros:`, commands that the book's formulas may use and what they stand for; `#1` to `#9` in that are
/// what follows the command.
enum FormulaMacros {
    static func read(_ node: YAMLNode, _ settings: inout YAMLSettings) -> [String: String] {
        guard case .mapping = node.content else {
            settings.note(
                code: .badOptionValue, "`macros` takes lines of the form `\\name: formula`", at: node,
                help: "write below it `  \\R: '\\mathbb{R}'`, for example")
            return [:]
        }
        var macros: [String: String] = [:]
        for (key, value) in settings.entries(of: node, keys: nil) {
            let name = key.hasPrefix("\\") ? String(key.dropFirst()) : key
            guard isCommand(name) else {
                settings.note(
                    code: .badOptionValue, "`\(key)` cannot be the name of a macro", at: value,
                    help: "a command of TeX is a backslash and letters, or a backslash and one other character")
                continue
            }
            macros["\\\(name)"] = settings.text(value, of: key)
        }
        return macros
    }

    private static func isCommand(_ name: String) -> Bool {
        let isWord = !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }
        return isWord || (name.unicodeScalars.count == 1 && name.first?.isWhitespace == false)
    }
}
