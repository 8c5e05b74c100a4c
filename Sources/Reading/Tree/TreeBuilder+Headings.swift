import Manuscript

extension TreeBuilder {
    package mutating func heading(_ node: MarkdownNode) -> Block {
        let location = location(of: node)
        var parts = parts(of: node)
        var label: String?
        if case .label(let name, let place)? = parts.last {
            parts.removeLast()
            label = name
            check(headingLabel: name, at: place)
        }
        let content = trimmed(inlines(from: parts))
        let identifier = label ?? freeIdentifier(for: writtenText(of: content))
        return .heading(level: node.headingLevel, content: content, identifier: identifier, location: location)
    }

    private mutating func check(headingLabel label: String, at location: SourceLocation) {
        if ReferenceLabel.isLabel(label), !label.hasPrefix("sec-") {
            report(code: .badLabel, "the label `\(label)` of a heading must begin with sec-", at: location)
        }
        // Labels of sections are compared across the whole book.
        if !label.hasPrefix("sec-"), let first = labelPlaces[label], first != location {
            let help = "it is given at \(first)"
            report(code: .duplicateLabel, "the anchor `\(label)` is taken", at: location, help: help)
        }
    }

    /// The identifiers that the author chose, which no heading's own name may take.
    func explicitIdentifiers() -> Set<String> {
        Set(
            pieces.compactMap { piece in
                switch piece.meaning {
                case .label(let label), .display(_, let label?): label
                default: nil
                }
            })
    }

    /// Where the braces `{#label}` of each label stand first.
    func firstLabelPlaces() -> [String: SourceLocation] {
        pieces.reduce(into: [:]) { places, piece in
            if case .label(let label) = piece.meaning, places[label] == nil { places[label] = piece.location }
        }
    }

    /// An anchor made of a heading's words; unlike any other of the chapter.
    private mutating func freeIdentifier(for text: String) -> String {
        let slug = headingSlug(text)
        var count = slugCounts[slug] ?? 1
        var free = count == 1 ? slug : "\(slug)-\(count)"
        while identifiers.contains(free) {
            count += 1
            free = "\(slug)-\(count)"
        }
        slugCounts[slug] = count
        identifiers.insert(free)
        return free
    }
}

/// The words of a heading in small letters with hyphens between; never such as a label of something numbered.
func headingSlug(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "'" && $0 != "’" }
    let slug = words.map { $0.filter { $0 != "'" && $0 != "’" } }.filter { !$0.isEmpty }.joined(separator: "-")
    if slug.isEmpty { return "section" }
    return ReferenceLabel.isLabel(slug) ? "heading-\(slug)" : slug
}
