import Manuscript

extension TreeBuilder {
    package mutating func blocks(of container: MarkdownNode) -> [Block] {
        guard !isTooDeep("lists and quotes", at: location(of: container)) else { return [] }
        depth += 1
        defer { depth -= 1 }
        var blocks: [Block] = []
        for node in container.children where node.leadLine == nil {
            if node.kind == .paragraph, let table = captioned(blocks.last, by: node) {
                blocks[blocks.count - 1] = table
            } else {
                blocks += self.blocks(from: node)
            }
        }
        return blocks
    }

    /// Whether the present place lies deeper than anything may, which is reported.
    package mutating func isTooDeep(_ what: String, at location: SourceLocation) -> Bool {
        guard depth >= Self.greatestDepth else { return false }
        report(
            code: .tooDeep, "\(what) stand more than \(Self.greatestDepth) deep in one another", at: location,
            help: "end some of them before others begin")
        return true
    }

    private mutating func blocks(from node: MarkdownNode) -> [Block] {
        blockLines = node.lines
        switch node.kind {
        case .paragraph: return paragraphs(from: node)
        case .heading: return [heading(node)]
        case .quote: return [quote(node)]
        case .list: return [list(node)]
        case .codeBlock: return [code(node)]
        case .table: return [.table(table(node))]
        case .htmlBlock: return [.html(html(node))]
        case .thematicBreak: return [.rule]
        case .footnoteDefinition: return []
        default: fatalError("\(node.kind) at line \(node.lines.lowerBound) of \(file) is no block")
        }
    }

    /// A paragraph; where display formulas stand in it, the text between them and the formulas in turn.
    private mutating func paragraphs(from node: MarkdownNode) -> [Block] {
        let parts = parts(of: node)
        noteForeignBlocks(parts, of: node)
        var blocks: [Block] = []
        var open: [InlinePart] = []
        for part in parts {
            guard case .display(let tex, let label, let location) = part else {
                open.append(part)
                continue
            }
            blocks += paragraph(open)
            open = []
            blocks.append(equation(tex: tex, label: label, location: location))
        }
        return blocks + paragraph(open)
    }

    private mutating func paragraph(_ parts: [InlinePart]) -> [Block] {
        let content = trimmed(inlines(from: parts))
        return content.isEmpty ? [] : [.paragraph(content)]
    }

    private mutating func equation(tex: String, label: String?, location: SourceLocation) -> Block {
        if tex.isEmpty { report(code: .badFormula, "this formula is empty", at: location) }
        if let label, !label.hasPrefix("eq-") || !ReferenceLabel.isLabel(label) {
            let message = "the label `\(label)` of a formula must begin with eq-"
            report(code: .badLabel, message, at: location, help: "write `{#eq-…}`")
        }
        return .equation(tex: tex, label: label, location: location)
    }

    private mutating func list(_ node: MarkdownNode) -> Block {
        let items = node.children.map { item -> [Block] in
            let blocks = blocks(of: item)
            return item.kind == .taskItem ? task(blocks, isDone: item.isChecked) : blocks
        }
        return .list(start: node.listStart, isTight: node.isTight, items: items)
    }

    /// The blocks of a `- [x]`, with a box before their text.
    private func task(_ blocks: [Block], isDone: Bool) -> [Block] {
        guard case .paragraph(let content)? = blocks.first else {
            return [.paragraph([.taskMark(isDone: isDone)])] + blocks
        }
        return [.paragraph([.taskMark(isDone: isDone), .text(" ")] + content)] + blocks.dropFirst()
    }

    private mutating func quote(_ node: MarkdownNode) -> Block {
        let location = location(of: node)
        let blocks = blocks(of: node)
        guard let marker = CalloutMarker(blocks) else { return .quote(blocks) }
        diagnose(marker, at: location)
        return .callout(kind: marker.kind, content: marker.content)
    }

    private mutating func diagnose(_ marker: CalloutMarker, at location: SourceLocation) {
        if !Callout.kinds.contains(marker.kind) {
            let known = Callout.kinds.map { "[!\($0.uppercased())]" }
            let help = didYouMean(marker.kind.uppercased(), among: Callout.kinds.map { $0.uppercased() })
            report(
                code: .badCallout, "there is no callout `[!\(marker.kind.uppercased())]`", at: location,
                help: help ?? "known are \(known.joined(separator: ", "))")
        }
        if !marker.standsAlone {
            report(code: .badCallout, "the mark of a callout stands on a line of its own", at: location)
        }
    }
}

/// The `[!NOTE]` at the beginning of a quote.
struct CalloutMarker: Equatable {
    let kind: String
    /// Whether a line ends behind the mark.
    let standsAlone: Bool
    /// The quote without the mark.
    let content: [Block]

    init?(_ blocks: [Block]) {
        guard case .paragraph(let inlines)? = blocks.first, case .text(let text)? = inlines.first,
            text.hasPrefix("[!"), let close = text.firstIndex(of: "]")
        else { return nil }
        kind = text[text.index(text.startIndex, offsetBy: 2)..<close].lowercased()
        guard !kind.isEmpty, kind.allSatisfy(\.isLetter) else { return nil }
        let rest = text[text.index(after: close)...].trimmingBlanks
        let after = inlines.dropFirst().first
        standsAlone = rest.isEmpty && (after == nil || after == .softBreak || after == .lineBreak)
        let remaining = trimmed((rest.isEmpty ? [] : [.text(rest)]) + inlines.dropFirst())
        content = (remaining.isEmpty ? [] : [.paragraph(remaining)]) + blocks.dropFirst()
    }
}
