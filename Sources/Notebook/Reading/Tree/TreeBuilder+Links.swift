extension TreeBuilder {
    mutating func link(_ node: MarkdownNode) -> Inline {
        let location = linkLocation(node)
        let destination = pieces.plainText(of: node.destination)
        let text = pieces.plainText(of: lettersOf(node))
        // An address that is its own text holds no references.
        let isBare = destination == text || destination == "mailto:\(text)" || destination == "http://\(text)"
        return .link(
            destination: destination, title: pieces.plainText(of: node.title),
            content: isBare ? [.text(text)] : inlines(of: node), location: location)
    }

    mutating func image(_ node: MarkdownNode) -> Inline {
        let location = linkLocation(node)
        let letters = lettersOf(node)
        let alternative = pieces.plainText(of: letters).trimmingBlanks
        if alternative.isEmpty {
            warn(
                code: .missingAlternative, "this image has no alternative text", at: location,
                help: "say between the brackets what it shows, for readers who cannot see it")
        }
        if meanings(in: letters).contains(where: { if case .value = $0 { true } else { false } }) {
            report(
                code: .badInlineValue, "an inline value cannot stand in the text of an image", at: location,
                help: "draw the image in a cell, whose `fig-alt` takes values")
        }
        return .image(
            source: pieces.plainText(of: node.destination), alternative: alternative,
            title: pieces.plainText(of: node.title), location: location)
    }

    /// Markdown leaves a link whose address is defined nowhere as text.
    mutating func noteUndefinedLinks(in text: String) {
        guard text.contains("][") else { return }
        for match in text.matches(of: Self.linkReference) {
            guard let label = match.2 ?? match.1 else { continue }
            // Two numbers are rather the places of a matrix.
            if let first = match.1, Int(first) != nil, Int(label) != nil { continue }
            let end = "][\(match.2 ?? "")]"
            report(
                code: .brokenLink, "no address is defined for `[\(label)]`", at: location(of: end),
                help: definedLinks().didYouMean(String(label)) ?? "write a line `[\(label)]: address`")
        }
    }

    /// Made once: to make a pattern costs more than to match it.
    private nonisolated(unsafe) static let linkReference =
        /(?:^|(?:^|[^\w\]])\[([^\[\]^][^\[\]]*))\]\[([^\[\]^][^\[\]]*)?\]/
    private nonisolated(unsafe) static let linkDefinition = /\[([^\[\]^][^\[\]]*)\]:/

    private mutating func definedLinks() -> NearWords {
        if let knownLinks { return knownLinks }
        let words = lines.filter { $0.kind == .text && $0.content.first == "[" }.compactMap { line in
            String(line.content).prefixMatch(of: Self.linkDefinition).map { String($0.1) }
        }
        let links = NearWords(words)
        knownLinks = links
        return links
    }

    private func meanings(in masked: String) -> [MaskedPiece.Meaning] {
        MaskToken.parts(of: masked).compactMap { part in
            if case .piece(let number) = part { pieces[number].meaning } else { nil }
        }
    }

    /// Text, tokens and code of a node without its markup.
    private func lettersOf(_ node: MarkdownNode) -> String {
        node.children.map { child in
            switch child.kind {
            case .text, .code: child.literal
            case .softBreak, .lineBreak: " "
            default: lettersOf(child)
            }
        }.joined()
    }

    /// Where the address begins, behind the mark that masking left before the `](`; without one, as for a bare address,
    /// the block's first line.
    private func linkLocation(_ node: MarkdownNode) -> SourceLocation {
        let parts = node.children.last.map { MaskToken.parts(of: $0.literal) }
        guard case .piece(let number)? = parts?.last, pieces[number].meaning == .linkMark else {
            return SourceLocation(file: file, line: blockLines.lowerBound)
        }
        let mark = pieces[number].location
        return SourceLocation(file: file, line: mark.line, column: mark.column.map { $0 + "](".count })
    }
}
