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
        for tag in withoutComments(html).matches(of: Self.tag) {
            for attribute in tag.0.matches(of: Self.address) {
                guard let value = attribute.2 ?? attribute.3 ?? attribute.4, !value.isEmpty else { continue }
                let address = RawAddress(
                    address: String(value).replacing("&amp;", with: "&"), isPicture: attribute.1.lowercased() == "src",
                    location: location(of: String(value), in: String(attribute.0.dropFirst())))
                // A tag may be read twice.
                if knownAddresses.insert(address).inserted { result.addresses.append(address) }
            }
        }
    }

    /// Made once: to make a pattern costs more than to match it.
    private nonisolated(unsafe) static let tag = /<[A-Za-z][^<>]*>/
    private nonisolated(unsafe) static let address = /\s(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/
        .ignoresCase()

    /// In a longer line no column is looked for.
    private static let longestLine = 20_000

    private mutating func location(of value: String, in attribute: String) -> SourceLocation {
        let place = location(of: attribute)
        guard lines.indices.contains(place.line - 1), lines[place.line - 1].characters.count <= Self.longestLine else {
            return place
        }
        let line = String(lines[place.line - 1].characters)
        guard let start = line.range(of: attribute)?.lowerBound,
            let column = line.range(of: value, range: start..<line.endIndex)?.lowerBound
        else { return place }
        return SourceLocation(
            file: file, line: place.line, column: line.distance(from: line.startIndex, to: column) + 1)
    }
}

/// HTML without its comments; one that is not closed stays.
private func withoutComments(_ html: String) -> String {
    var (result, rest) = ("", html[...])
    while let start = rest.firstRange(of: "<!--"), let end = rest[start.upperBound...].firstRange(of: "-->") {
        result += rest[..<start.lowerBound]
        rest = rest[end.upperBound...]
    }
    return result + rest
}
