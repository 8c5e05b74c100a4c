import Foundation

extension TreeBuilder {
    /// Raw HTML as the author wrote it.
    mutating func html(_ node: MarkdownNode) -> String {
        let html = pieces.source(of: node.literal)
        noteAddresses(in: html)
        return html
    }

    /// Notes the addresses in the tags.
    private mutating func noteAddresses(in html: String) {
        for tag in html.replacing(/<!--(?s:.*?)-->/, with: "").matches(of: /<[A-Za-z][^<>]*>/) {
            let pattern = /\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/
            for attribute in tag.0.matches(of: pattern.ignoresCase()) {
                guard let value = attribute.2 ?? attribute.3 ?? attribute.4, !value.isEmpty else { continue }
                let address = RawAddress(
                    address: String(value).replacing("&amp;", with: "&"), isPicture: attribute.1.lowercased() == "src",
                    location: location(of: String(value), in: String(attribute.0.dropFirst())))
                // The place of a tag that stands twice in a block is that of the first.
                if !result.addresses.contains(address) { result.addresses.append(address) }
            }
        }
    }

    private func location(of value: String, in attribute: String) -> SourceLocation {
        let place = location(of: attribute)
        guard lines.indices.contains(place.line - 1) else { return place }
        let line = String(lines[place.line - 1].characters)
        guard let start = line.range(of: attribute)?.lowerBound,
            let column = line.range(of: value, range: start..<line.endIndex)?.lowerBound
        else { return place }
        return SourceLocation(
            file: file, line: place.line, column: line.distance(from: line.startIndex, to: column) + 1)
    }
}
