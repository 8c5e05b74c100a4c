/// The `//| key: value` lines at the beginning of a cell, and the code below them.
package struct OptionLines: Equatable {
    /// One option as YAML, with the line of its first line in the cell, from 0.
    package struct Group: Equatable {
        package let line: Int
        /// How many characters of that line stand before the YAML.
        package let margin: Int
        package var yaml: [String]
    }

    package var groups: [Group] = []
    package var code: String
    /// The cell's line where the code begins, from 0.
    package var codeLine: Int
    /// Lines that look like options and are none, from 0.
    var strayLines: [Int]
    /// Lines that begin with `#|`, from 0.
    var hashLines: [Int]

    init(of cell: String) {
        var lines = cell.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.trimmingBlanks.isEmpty == true { lines.removeLast() }
        let head = lines.prefix { Self.option($0) != nil || Self.isHashOption($0) || $0.trimmingBlanks.isEmpty }
        codeLine = head.count
        code = lines[head.count...].joined(separator: "\n")
        hashLines = head.indices.filter { Self.isHashOption(head[$0]) }
        strayLines = lines.indices.dropFirst(head.count).filter { Self.isStray(lines[$0]) }
        for (number, line) in head.enumerated() {
            guard let option = Self.option(line), !option.trimmingBlanks.isEmpty else { continue }
            add(option, line: number, margin: line.prefix { $0 != "|" }.count + 1)
        }
    }

    /// A line that is indented further than the first option goes on with the value of the option before.
    private mutating func add(_ option: String, line: Int, margin: Int) {
        let indentation = option.prefix { $0 == " " }.count
        if !groups.isEmpty, indentation > groups[0].yaml[0].prefix(while: { $0 == " " }).count {
            groups[groups.count - 1].yaml.append(option)
        } else {
            groups.append(Group(line: line, margin: margin, yaml: [option]))
        }
    }

    /// The YAML of an option line; nil for any other line. Tabs and the spaces that do not break are as good as spaces
    /// wherever they stand between a key and its value, because they look the same.
    private static func option(_ line: String) -> String? {
        let text = line.drop(while: isBlank)
        guard text.hasPrefix("//") else { return nil }
        let mark = text.dropFirst(2).drop(while: isBlank)
        guard mark.first == "|" else { return nil }
        let option = withPlainBlanks(mark.dropFirst())
        // A comment may draw a table; only with a key is `// |` a slip of the pen.
        return text.hasPrefix("//|") || startsWithKey(option) ? option : nil
    }

    private static func startsWithKey(_ option: String) -> Bool {
        let key = option.trimmingBlanks.prefix { $0 != ":" }
        return option.contains(":") && !key.isEmpty && key.allSatisfy { $0.isLetter || $0 == "-" || $0 == "_" }
    }

    private static func withPlainBlanks(_ option: Substring) -> String {
        let indentation = option.prefix(while: isBlank).map { _ in " " }.joined()
        let rest = option.drop(while: isBlank)
        let key = rest.prefix { $0.isLetter || $0 == "-" || $0 == "_" }
        let colon = rest[key.endIndex...].drop(while: isBlank)
        guard !key.isEmpty, colon.first == ":" else { return indentation + rest }
        let value = colon.dropFirst()
        guard let first = value.first, isBlank(first) else { return indentation + key + colon }
        return indentation + key + ": " + value.drop(while: isBlank)
    }

    private static func isBlank(_ character: Character) -> Bool {
        character.isWhitespace && !character.isNewline
    }

    private static func isHashOption(_ line: String) -> Bool { line.drop(while: isBlank).hasPrefix("#|") }

    private static func isStray(_ line: String) -> Bool {
        line.drop(while: isBlank).hasPrefix("//|") && option(line).map(startsWithKey) == true
    }
}
