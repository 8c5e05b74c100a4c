import Manuscript

/// Reads known keys out of a YAML mapping, and notes what is wrong with it.
package struct YAMLSettings {
    package let file: String
    /// The line of the file before the first line of the YAML text.
    var linesBefore = 0
    package private(set) var diagnostics: [Diagnostic] = []

    init(file: String, linesBefore: Int = 0) {
        self.file = file
        self.linesBefore = linesBefore
    }

    package func location(of node: YAMLNode) -> SourceLocation {
        SourceLocation(file: file, line: node.line + linesBefore, column: node.column)
    }

    /// - Parameter marked: the text that stands at the node and is meant; nil for the node as a whole.
    package mutating func note(
        code: DiagnosticCode, _ message: String, at node: YAMLNode, marking marked: String? = nil, help: String? = nil
    ) {
        let end = marked.map { node.column + $0.count }
        diagnostics.append(Diagnostic(code: code, at: location(of: node), endColumn: end, message, help: help))
    }

    /// The root of a text; nil where there is none or it cannot be read.
    package mutating func root(of text: String) -> YAMLNode? {
        do {
            return try YAMLParser.parse(text)
        } catch {
            let location = SourceLocation(file: file, line: error.line + linesBefore, column: error.column)
            diagnostics.append(
                Diagnostic(code: .badYAML, at: location, error.message, help: error.help))
            return nil
        }
    }

    /// The entries of a mapping, key by key. `keys` are those that are known; nil where any name will do.
    package mutating func entries(of node: YAMLNode, keys: [String]?) -> [(key: String, value: YAMLNode)] {
        guard case .mapping(let entries) = node.content else {
            note(code: .badYAML, "expected lines of the form `key: value`", at: node)
            return []
        }
        var found: [(key: String, value: YAMLNode)] = []
        var names: Set<String> = []
        for entry in entries {
            guard let key = entry.key.text else {
                note(code: .badYAML, "a key must be a word", at: entry.key)
                continue
            }
            if let keys, !keys.contains(key) {
                let help = didYouMean(key, among: keys) ?? "known are \(keys.joined(separator: ", "))"
                note(code: .unknownOption, "unknown key `\(key)`", at: entry.key, marking: key, help: help)
            } else if !names.insert(key).inserted {
                note(code: .duplicateOption, "`\(key)` is given twice", at: entry.key, marking: key)
            } else {
                found.append((key, entry.value))
            }
        }
        return found
    }

    /// The text of a scalar that says something.
    package mutating func text(_ node: YAMLNode, of key: String) -> String? {
        guard let text = node.text else {
            let help = "put it between quotes if it holds brackets"
            note(code: .badOptionValue, "`\(key)` takes a text", at: node, help: help)
            return nil
        }
        if node.isNothing { note(code: .badOptionValue, "`\(key)` has no value", at: node) }
        return node.isNothing ? nil : text
    }

    mutating func truth(_ node: YAMLNode, of key: String, help: String? = nil) -> Bool? {
        switch node.content {
        case .scalar("true", isPlain: true): return true
        case .scalar("false", isPlain: true): return false
        default:
            let message = "`\(key)` takes true or false, not `\(node.text ?? "a list")`"
            note(code: .badOptionValue, message, at: node, marking: node.text, help: help)
            return nil
        }
    }
}
