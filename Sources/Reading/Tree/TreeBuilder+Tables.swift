import Manuscript

extension TreeBuilder {
    package mutating func table(_ node: MarkdownNode) -> MarkdownTable {
        var table = MarkdownTable(
            alignments: node.alignments, header: [], rows: [], label: nil, caption: [], location: location(of: node))
        for row in node.children {
            let line = row.lines.lowerBound
            blockLines = line...line
            if row.kind == .tableHeader {
                table.header = row.children.map { inlines(of: $0) }
            } else if isCaption(line) {
                report(
                    code: .badTable, "this line is a row of the table above it",
                    at: SourceLocation(file: file, line: line),
                    help: "put a blank line between a table and its caption")
            } else {
                noteLostCells(ofLine: line, columns: table.header.count)
                table.rows.append(row.children.map { inlines(of: $0) })
            }
        }
        return table
    }

    /// Whether a row was meant to be the caption: GitHub's tables go on to the next blank line, whatever stands there.
    private func isCaption(_ line: Int) -> Bool {
        lines.indices.contains(line - 1) && lines[line - 1].content.starts(with: ": ")
    }

    /// The table with the caption of a paragraph `: caption {#tbl-label}` behind it; nil where there is no such thing.
    mutating func captioned(_ block: Block?, by paragraph: MarkdownNode) -> Block? {
        guard case .table(var table)? = block, table.caption.isEmpty, table.label == nil,
            let first = paragraph.children.first, first.kind == .text, first.literal.hasPrefix(": ")
        else { return nil }
        blockLines = paragraph.lines
        var parts = parts(of: paragraph)
        if case .label(let label, let location)? = parts.last {
            parts.removeLast()
            check(tableLabel: label, at: location)
            table.label = label
        }
        var caption = inlines(from: parts)
        if case .text(let text)? = caption.first { caption[0] = .text(String(text.dropFirst(2))) }
        table.caption = trimmed(caption)
        if table.caption.isEmpty {
            report(
                code: .emptyCaption, "this table's caption is empty", at: location(of: paragraph),
                help: "write after the colon what the table shows")
        }
        return .table(table)
    }

    private mutating func check(tableLabel label: String, at location: SourceLocation) {
        guard !label.hasPrefix("tbl-") || !ReferenceLabel.isLabel(label) else { return }
        let message = "the label `\(label)` of a table must begin with tbl-"
        report(code: .badLabel, message, at: location, help: "write `{#tbl-…}`")
    }
}
