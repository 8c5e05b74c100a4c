/// A page taken apart far enough to check it: its tags must be balanced, its identifiers unique.
struct PageReader {
    private(set) var identifiers: [String] = []
    /// What `href` and `src` name, as they stand in the page.
    private(set) var addresses: [String] = []
    private(set) var scripts: [String] = []
    private(set) var problems: [String] = []

    private static let void: Set = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"]

    init(_ page: String) {
        var open: [String] = []
        for match in page.matches(of: /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[^\s"<>=]+(?:="[^"<>]*")?)*)\s*(\/?)>/) {
            let name = String(match.output.2)
            if match.output.1 == "/" {
                if open.popLast() != name { problems.append("</\(name)> closes \(open.last ?? "nothing")") }
            } else if !Self.void.contains(name), match.output.4.isEmpty {
                open.append(name)
            }
            read(String(match.output.3), of: name)
        }
        if !open.isEmpty { problems.append("left open: \(open)") }
        let repeated = Dictionary(grouping: identifiers, by: { $0 }).filter { $1.count > 1 }.keys
        problems += repeated.sorted().map { "identifier twice: \($0)" }
        let tagless = page.replacing(/<!DOCTYPE html>/, with: "")
            .replacing(/<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[^\s"<>=]+(?:="[^"<>]*")?)*)\s*(\/?)>/, with: "")
        if tagless.contains("<") { problems.append("a stray < in the text") }
    }

    private mutating func read(_ attributes: String, of element: String) {
        for match in attributes.matches(of: /\s([^\s"<>=]+)(?:="([^"<>]*)")?/) {
            let (name, value) = (String(match.output.1), String(match.output.2 ?? ""))
            if name == "id" { identifiers.append(value) }
            if name == "href" || name == "src" { addresses.append(value) }
            if name == "src", element == "script" { scripts.append(value) }
            if name.hasPrefix("on") { problems.append("an event handler: \(name)") }
            if element == "img", !attributes.contains("alt=") { problems.append("a picture without a text") }
        }
    }
}
