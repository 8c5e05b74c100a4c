import Manuscript

extension TreeBuilder {
    package mutating func link(_ node: MarkdownNode) -> Inline {
        let location = linkLocation(node)
        // An address that is its own text holds no references, and its backslashes are backslashes.
        let (address, letters) = (pieces.source(of: node.destination), pieces.source(of: lettersOf(node)))
        let isBare = [letters, "mailto:\(letters)", "http://\(letters)"].contains(address)
        if isBare, location.column == nil {
            return .link(destination: address, title: "", content: [.text(letters)], location: location)
        }
        return .link(
            destination: pieces.plainText(of: node.destination), title: pieces.plainText(of: node.title),
            content: inlines(of: node), location: location)
    }

    package mutating func image(_ node: MarkdownNode) -> Inline {
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

    /// Lines that define an address and that nothing refers to, or that come second, are nowhere on the page.
    mutating func noteUnusedAddresses() {
        guard !linkDefinitions.isEmpty else { return }
        let texts = lines.filter { $0.kind == .text }.map { $0.text.lowercased() } + captions
        let mentioned = texts.flatMap { $0.matches(of: Self.bracketed).map { String($0.1) } }
        let counts = Dictionary(mentioned.map { ($0, 1) }, uniquingKeysWith: +)
        var defined: Set<String> = []
        for (index, line) in lines.enumerated() where line.kind == .text && line.isOutsideOfBlocks {
            guard let label = Self.linkLabel(definedBy: String(line.content)) else { continue }
            let isSecond = !defined.insert(label).inserted
            guard isSecond || counts[label] == 1 else { continue }
            let message = isSecond ? "the address of `[\(label)]` is defined twice" : "nothing refers to `[\(label)]`"
            warn(
                code: .unusedAddress, message, at: SourceLocation(file: file, line: index + 1),
                help: "the line is not shown; if it is a text, put a backslash before its bracket")
        }
    }

    private mutating func definedLinks() -> NearWords {
        if let knownLinks { return knownLinks }
        let links = NearWords(linkDefinitions.keys.sorted())
        knownLinks = links
        return links
    }

    /// Made once: to make a pattern costs more than to match it.
    private nonisolated(unsafe) static let linkReference =
        /(?:^|(?:^|[^\w\]])\[([^\[\]^][^\[\]]*))\]\[([^\[\]^][^\[\]]*)?\]/
    private nonisolated(unsafe) static let bracketed = /\[([^\[\]]+)\]/

    /// The captions of the cells, in which a reference may stand.
    private var captions: [String] {
        result.cells.flatMap { cell in
            [cell.options.figureCaption, cell.options.tableCaption, cell.options.figureAlternative]
        }.compactMap { $0?.lowercased() }
    }

    private func meanings(in masked: String) -> [MaskedPiece.Meaning] {
        MaskToken.parts(of: masked).compactMap { part in
            if case .piece(let number) = part { pieces[number].meaning } else { nil }
        }
    }

    /// Text, tokens and code of a node without its markup.
    func lettersOf(_ node: MarkdownNode) -> String {
        var letters = ""
        var waiting = Array(node.children.reversed())
        // No recursion: emphasis may be nested as deep as the text is long.
        while let next = waiting.popLast() {
            switch next.kind {
            case .text, .code: letters += next.literal
            case .softBreak, .lineBreak: letters += " "
            default: waiting += next.children.reversed()
            }
        }
        return letters
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
