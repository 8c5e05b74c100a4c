import Manuscript

extension TreeBuilder {
    /// A code block: shown, quoted from a source file, or a cell that runs.
    package mutating func code(_ node: MarkdownNode) -> Block {
        let location = location(of: node)
        let text = withoutLastLineEnd(pieces.source(of: node.literal))
        guard let fence = node.fence else { return .code(language: "", code: text, location: location) }
        if !isClosed(node, fence) {
            let help = "close it with a line of its own, as it was opened"
            report(code: .unclosedFence, "this fence has no end", at: location, help: help)
        }
        let info = FenceInfo(pieces.source(of: fence.info))
        if let fault = info.fault { report(code: .badFence, fault.message, at: location, help: fault.help) }
        let margin = node.startColumn - 1
        if info.runs { return cell(text, at: location, margin: margin) }
        switch info.language {
        case "swift": return swiftCode(text, at: location, margin: margin)
        case "diff": return edit(text, at: location)
        default: return .code(language: info.language, code: text, location: location)
        }
    }

    private mutating func edit(_ text: String, at location: SourceLocation) -> Block {
        let reader = SuggestedEditReader(text, at: location)
        result.edits.append(reader.edit)
        result.diagnostics += reader.diagnostics
        return .code(language: "diff", code: reader.shown, location: location)
    }

    private mutating func cell(_ text: String, at location: SourceLocation, margin: Int) -> Block {
        let optionLines = OptionLines(of: text)
        let read = CellOptionsReader(file: file, firstLine: location.line + 1, margin: margin, runs: true)
            .read(optionLines)
        result.diagnostics += read.diagnostics + CellOptionsCheck(read: read, fence: location).diagnostics()
        if optionLines.code.isEmpty {
            warn(code: .emptyCell, "this cell has no code", at: location)
        }
        let (index, step) = (result.cells.count, result.steps.count)
        let options = read.options
        let captionKey = options.figureCaption == nil ? "tbl-cap" : "fig-cap"
        let cell = Cell(
            index: index, location: location, options: options,
            caption: option(options.figureCaption ?? options.tableCaption, captionKey, of: read),
            alternative: option(options.figureAlternative, "fig-alt", of: read),
            code: optionLines.code, codeLine: location.line + 1 + optionLines.codeLine)
        result.cells.append(cell)
        // The values of its caption and alternative text have been noted already; they come after the cell.
        result.steps.insert(.cell(cell), at: step)
        return .cell(index)
    }

    private mutating func option(_ text: String?, _ key: String, of read: ReadOptions) -> [Inline] {
        guard let text, let location = read.locations[key] else { return [] }
        return fragment(text, at: location)
    }

    private mutating func swiftCode(_ text: String, at location: SourceLocation, margin: Int) -> Block {
        let optionLines = OptionLines(of: text)
        let read = CellOptionsReader(file: file, firstLine: location.line + 1, margin: margin, runs: false)
            .read(optionLines)
        guard !optionLines.groups.isEmpty else { return .code(language: "swift", code: text, location: location) }
        result.diagnostics += read.diagnostics
        guard let path = read.quotedPath, let place = read.locations["include"] else {
            return .code(language: "swift", code: optionLines.code, location: location)
        }
        if !optionLines.code.isEmpty {
            let message = "this fence quotes a file and has code of its own"
            report(code: .ambiguousSource, message, at: location, help: "drop the one or the other")
        }
        do {
            let quote = try quoter.quote(path)
            return .quotedSource(path: quote.path, line: quote.line, code: quote.code, location: location)
        } catch {
            report(code: error.code, error.message, at: place, help: error.help)
            return .code(language: "swift", code: optionLines.code, location: location)
        }
    }

    /// Whether the line that ends a fenced block is a fence in the same container. Markdown closes what is open at the
    /// end of the container or of the text, and says nothing.
    private func isClosed(_ node: MarkdownNode, _ fence: MarkdownNode.Fence) -> Bool {
        guard node.lines.count > 1, lines.indices.contains(node.lines.upperBound - 1) else { return false }
        let (first, last) = (lines[node.lines.lowerBound - 1], lines[node.lines.upperBound - 1])
        let content = last.characters[last.textStart(quoteDepth: first.quoteDepth)...]
        let length = content.prefix { $0 == fence.character }.count
        guard length >= fence.length, content.dropFirst(length).allSatisfy(\.isBlank) else { return false }
        // In a list, a fence that is not indented belongs to what follows.
        let indentation = last.characters.prefix(while: \.isBlank).count
        return first.quoteDepth > 0 || indentation >= node.startColumn - 1 - fence.offset
    }

    private func withoutLastLineEnd(_ text: String) -> String {
        text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
