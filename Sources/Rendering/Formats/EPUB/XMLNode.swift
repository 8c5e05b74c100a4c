import Markup

/// A node of a page in the making, which is written as XML.
indirect enum XMLNode: Sendable {
    case text(String)
    case element(String, [(name: String, value: String)], [XMLNode])

    /// The letters of it.
    var text: String {
        switch self {
        case .text(let text): text
        case .element(_, _, let content): content.map(\.text).joined()
        }
    }

    /// As it stands in a file.
    var source: String {
        switch self {
        case .text(let text): return Self.escaped(text)
        case .element(let name, let attributes, let content):
            let list = attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
            let inside = content.map(\.source).joined()
            // A reader that takes the file for HTML knows only these without an end.
            return inside.isEmpty && HTMLPolicy.voidElements.contains(name)
                ? "<\(name)\(list)/>" : "<\(name)\(list)>\(inside)</\(name)>"
        }
    }

    /// XML has no way to write most control characters and two others.
    static func escaped(_ text: String) -> String {
        HTMLEscaping.escaped(
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { letter in
                        letter.value == 0xFFFE || letter.value == 0xFFFF ? "\u{FFFD}" : letter
                    })))
    }

    var attributes: [(name: String, value: String)] {
        if case .element(_, let attributes, _) = self { attributes } else { [] }
    }

    /// The `id`s of it and of what it holds.
    var identifiers: [String] {
        guard case .element(_, let attributes, let content) = self else { return [] }
        return attributes.filter { $0.name == "id" }.map(\.value) + content.flatMap(\.identifiers)
    }

    /// Whether it is, or holds, an element of this name.
    func holds(_ wanted: String) -> Bool {
        guard case .element(let name, _, let content) = self else { return false }
        return name == wanted || content.contains { $0.holds(wanted) }
    }
}
