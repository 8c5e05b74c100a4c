import Foundation
import Manuscript
import Markup

extension TreeBuilder {
    /// Raw HTML as the author wrote it.
    package mutating func html(_ node: MarkdownNode) -> String {
        let html = pieces.source(of: node.literal)
        let isTag = node.kind == .inlineHTML
        noteLosses(in: html, isTag: isTag)
        for node in HTMLTree(html).nodes { noteAddresses(in: node) }
        return html
    }

    private mutating func noteLosses(in html: String, isTag: Bool) {
        for loss in HTMLLosses.losses(in: html, isTag: isTag) {
            let first = isTag ? location(of: String(html.prefix { $0 != "\n" })).line : blockLines.lowerBound
            warn(
                code: .droppedHTML, loss.message, at: SourceLocation(file: file, line: first + loss.line),
                help: "a page takes the HTML that sets text, and none that could run or fetch something")
        }
    }

    /// Notes the addresses in the tags.
    private mutating func noteAddresses(in node: HTMLTree.Node) {
        guard case .element(let element) = node else { return }
        for attribute in element.attributes where ["href", "src"].contains(attribute.name) {
            guard let value = attribute.value, !value.isEmpty else { continue }
            let address = RawAddress(
                address: value, isPicture: attribute.name == "src", location: location(of: value, in: attribute.source))
            // The place of a tag that stands twice in a block is that of the first.
            if knownAddresses.insert(address).inserted { result.addresses.append(address) }
        }
        for child in element.content { noteAddresses(in: child) }
    }

    /// In a longer line no column is looked for.
    private static let longestLine = 20_000

    private mutating func location(of value: String, in attribute: String) -> SourceLocation {
        let place = location(of: attribute)
        guard lines.indices.contains(place.line - 1), lines[place.line - 1].text.utf8.count <= Self.longestLine else {
            return place
        }
        let line = String(lines[place.line - 1].text)
        guard let start = line.range(of: attribute)?.lowerBound,
            let column = line.range(of: value, range: start..<line.endIndex)?.lowerBound
        else { return place }
        return SourceLocation(
            file: file, line: place.line, column: line.distance(from: line.startIndex, to: column) + 1)
    }
}
