import Markup
import Transcript

/// A page of the book as a page of an EPUB: the same mark-up, but for what needs a script, a mouse or a wide screen.
struct EPUBPage: Sendable {
    /// The page's name in the book, and its file in the EPUB.
    let name: String
    let file: String
    let title: String
    private(set) var content: [XMLNode] = []
    /// The notes, which stand at the end.
    private(set) var notes: [XMLNode] = []

    init(name: String, file: String, title: String, _ html: HTML) {
        self.name = name
        self.file = file
        self.title = title
        content = HTMLTree(html.source).nodes.flatMap { self.nodes($0) }
    }

    var identifiers: Set<String> { Set((content + notes).flatMap(\.identifiers)) }
    var hasMathematics: Bool { (content + notes).contains { $0.holds("math") } }

    /// What is left out, with all that it holds: it is of no use on paper, or stands elsewhere in the book.
    private static let lostClasses: Set = [
        "anchor", "katex-html", "for-dark", "film-screen", "film-controls", "evidence", "claim-notes",
        "visually-hidden", "provenance",
        "contents", "whole-link", "padding",
    ]
    private static let lostElements: Set = ["button", "input", "script", "source"]
    /// What is left out, but for what it holds.
    private static let openElements: Set = ["picture"]

    private mutating func nodes(_ node: HTMLTree.Node) -> [XMLNode] {
        switch node {
        case .text(let text): return [.text(text)]
        case .element(let element):
            let classes = element.classes
            if let box = Self.taskBox(element) { return [.text(box)] }
            if Self.lostElements.contains(element.name) || !Self.lostClasses.isDisjoint(with: classes) { return [] }
            if classes.contains("note-mark") { return [noteMark(element)] }
            if classes.contains("note") {
                addNote(element)
                return []
            }
            if element.isForeign { return element.name == "math" ? [MathML.element(element)] : [] }
            let content = element.content.flatMap { nodes($0) }
            if Self.openElements.contains(element.name) || classes.contains("katex") { return content }
            return [.element(Self.name(of: element), Self.attributes(of: element), content)]
        }
    }

    /// The box before a task as a sign; nil for what is none.
    private static func taskBox(_ element: HTMLTree.Element) -> String? {
        let kind = element.attributes.first { $0.name == "type" }?.value
        guard element.name == "input", kind == "checkbox", !element.classes.contains("note-toggle") else { return nil }
        return element.attributes.contains { $0.name == "checked" } ? "☑" : "☐"
    }

    /// Readers do not unfold anything.
    private static func name(of element: HTMLTree.Element) -> String {
        ["details": "div", "summary": "p"][element.name] ?? element.name
    }

    private static let lostAttributes: Set = [
        "align", "decoding", "hidden", "loading", "open", "style", "tabindex", "title", "aria-label", "for", "value",
        "aria-describedby", "aria-controls", "aria-owns", "type", "cite",
    ]

    private static func attributes(of element: HTMLTree.Element) -> [(name: String, value: String)] {
        element.attributes.compactMap { attribute in
            let (name, value) = (attribute.name, attribute.value ?? "")
            if lostAttributes.contains(name) || name.hasPrefix("data-") { return nil }
            if ["width", "height"].contains(name), element.name != "img" { return nil }
            if name == "role", element.name == "details" { return nil }
            return (name, name == "id" || name == "aria-labelledby" ? EPUBName.identifier(value) : value)
        }
    }

    private mutating func noteMark(_ label: HTMLTree.Element) -> XMLNode {
        let number = label.content.map { node in if case .text(let text) = node { text } else { "" } }.joined()
            .filter { !$0.isWhitespace }
        return .element(
            "a",
            [
                ("class", "note-mark"), ("epub:type", "noteref"), ("role", "doc-noteref"),
                ("id", "note.\(number).mark"), ("href", "#note.\(number)"),
            ], [.text(number)])
    }

    private mutating func addNote(_ note: HTMLTree.Element) {
        let inside = note.content.flatMap { nodes($0) }
        let number =
            note.content.compactMap { node -> String? in
                guard case .element(let element) = node, element.classes.contains("note-number") else { return nil }
                return element.content.map { if case .text(let text) = $0 { text } else { "" } }.joined()
            }.first ?? ""
        notes.append(
            .element(
                "aside",
                [("class", "footnote"), ("epub:type", "footnote"), ("role", "doc-footnote"), ("id", "note.\(number)")],
                [.element("p", [], inside)]))
    }
}

extension HTMLTree.Element {
    var classes: Set<String> {
        let value = attributes.first { $0.name == "class" }?.value ?? ""
        return Set(value.split(separator: " ").map(String.init))
    }
}

/// Names as an EPUB wants them.
enum EPUBName {
    /// An XML name without a colon.
    static func identifier(_ name: String) -> String {
        name.split(separator: " ").map { part in
            let letters = part.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" }
            return letters.first?.isLetter == true ? String(letters) : "_" + String(letters)
        }.joined(separator: " ")
    }

    /// A file's name in ASCII.
    static func file(_ name: String) -> String { MarkdownDialect.attachment(name) }
}
