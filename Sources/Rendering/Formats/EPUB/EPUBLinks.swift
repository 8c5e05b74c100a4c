import Manuscript

/// Where the addresses of the book's pages lead in an EPUB.
struct EPUBLinks {
    /// The pages' files and anchors, by their names in the book.
    private let pages: [String: (file: String, identifiers: Set<String>)]
    /// The pictures' files by their paths in the output folder.
    let pictures: [String: String]

    init(_ pages: [EPUBPage], pictures: [String: String]) {
        self.pages = Dictionary(
            pages.map { ($0.name, ($0.file, $0.identifiers)) }, uniquingKeysWith: { first, _ in first })
        self.pictures = pictures
    }

    /// A link that leads nowhere in the EPUB becomes its text, and so does a picture that readers need not know.
    func resolved(_ node: XMLNode, on page: EPUBPage) -> [XMLNode] {
        guard case .element(let name, let attributes, let content) = node else { return [node] }
        let inside = content.flatMap { resolved($0, on: page) }
        func changed(_ attribute: String, to value: String) -> XMLNode {
            .element(name, attributes.map { $0.name == attribute ? (attribute, value) : $0 }, inside)
        }
        func value(_ attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
        switch name {
        case "a":
            guard let address = value("href") else { return [.element(name, attributes, inside)] }
            if let place = place(address, on: page) { return [changed("href", to: place)] }
            return [.element("span", attributes.filter { $0.name != "href" && $0.name != "rel" }, inside)]
        case "img":
            let path = value("src").map { $0.removingPercentEncoding ?? $0 } ?? ""
            if let file = pictures[path] { return [changed("src", to: file)] }
            return [.text(value("alt") ?? "")]
        default: return [.element(name, attributes, inside)]
        }
    }

    private func place(_ address: String, on page: EPUBPage) -> String? {
        guard LinkAddress.isLocal(address) else { return address }
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let file = parts[0].removingPercentEncoding ?? parts[0]
        let name = file.isEmpty ? page.name : file.hasSuffix(".html") ? String(file.dropLast(5)) : ""
        guard let target = pages[name] else { return nil }
        let own = target.file == page.file ? "" : target.file
        guard parts.count > 1, !parts[1].isEmpty else { return own.isEmpty ? nil : own }
        let anchor = EPUBName.identifier(parts[1].removingPercentEncoding ?? parts[1])
        // A heading that is gone leaves its page.
        guard target.identifiers.contains(anchor) else { return own.isEmpty ? nil : own }
        return "\(own)\(LinkAddress.fragment(anchor))"
    }
}
