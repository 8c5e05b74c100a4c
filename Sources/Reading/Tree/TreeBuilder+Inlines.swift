import Manuscript
import SwiftCode

extension TreeBuilder {
    package mutating func inlines(of node: MarkdownNode) -> [Inline] {
        let place = SourceLocation(file: file, line: blockLines.lowerBound)
        guard !isTooDeep("emphasis and links", at: place) else { return [.text(pieces.plainText(of: lettersOf(node)))] }
        depth += 1
        defer { depth -= 1 }
        return inlines(from: parts(of: node))
    }

    /// The inlines of a place that takes neither a display formula nor a label.
    package mutating func inlines(from parts: [InlinePart]) -> [Inline] {
        parts.map { part in
            switch part {
            case .inline(let inline): return inline
            case .display(let tex, _, let location):
                let message = "a display formula must stand in a paragraph"
                report(code: .badFormula, message, at: location, help: "write `$…$` here")
                return .math(tex: tex, location: location)
            case .label(let label, let location):
                report(
                    code: .badLabel, "there is nothing here that `{#\(label)}` could label", at: location,
                    help: "a label ends a heading, a table's caption or the line of a `$$` formula")
                return .text("{#\(label)}")
            }
        }
    }

    package mutating func parts(of node: MarkdownNode) -> [InlinePart] {
        var parts: [InlinePart] = []
        for child in node.children {
            if child.kind == .text {
                addText(child.literal, to: &parts)
            } else if let inline = inline(child) {
                parts.add(inline)
            }
        }
        return parts
    }

    private mutating func inline(_ node: MarkdownNode) -> Inline? {
        switch node.kind {
        case .softBreak: return .softBreak
        case .lineBreak: return .lineBreak
        case .code: return .code(code(in: node))
        case .inlineHTML: return .html(html(node))
        case .emphasis: return .emphasis(inlines(of: node))
        case .strong: return .strong(inlines(of: node))
        case .strikethrough:
            noteSubscript(node)
            return .strikethrough(inlines(of: node))
        case .link: return link(node)
        case .image: return image(node)
        case .footnoteReference: return footnote(node)
        default: fatalError("\(node.kind) in line \(blockLines.lowerBound) of \(file) is no inline")
        }
    }

    /// Code in the line, unless it was probably meant for an inline value.
    private mutating func code(in node: MarkdownNode) -> String {
        let code = pieces.source(of: node.literal)
        // To make a pattern costs more than all else that is done with a piece of code.
        guard code.utf8.first == 0x7B else { return code }
        if let match = code.prefixMatch(of: /\{\s*([A-Za-z]+)\s*\}\s*\S|\{(swift)\s[^{}]*\}/),
            let word = match.1 ?? match.2, match.2 != nil || suggestion(for: String(word), among: ["swift"]) != nil
        {
            let braces = code.prefix { $0 != "}" } + "}"
            report(
                code: .badInlineValue, "`\(braces)` computes nothing", at: location(of: String(braces)),
                help: "did you mean `{swift} …`?")
        }
        return code
    }

    private mutating func addText(_ masked: String, to parts: inout [InlinePart]) {
        for part in MaskToken.parts(of: masked) {
            switch part {
            case .text(let text):
                // Bytes are looked through much faster than characters.
                if text.utf8.contains(0x5B) { noteUndefinedFootnotes(in: text) }
                if text.utf8.contains(0x5D) { noteUndefinedLinks(in: text) }
                if text.utf8.contains(where: { $0 == 0x5E || $0 == 0x5C }) { noteForeignText(text) }
                noteAttributes(in: text, after: parts.last)
                parts.add(.text(text))
            case .piece(let number): addPiece(number, to: &parts)
            }
        }
    }

    private mutating func addPiece(_ number: Int, to parts: inout [InlinePart]) {
        let piece = pieces[number]
        let location = piece.location
        switch piece.meaning {
        case .mathematics(let tex): parts.add(.math(tex: tex, location: location))
        case .display(let tex, let label): parts.append(.display(tex: tex, label: label, location: location))
        case .unclosedDisplay:
            let help = "close the formula with `$$` before the next blank line"
            report(code: .unclosedFormula, "this `$$` has no end", at: location, endColumn: piece.endColumn, help: help)
        case .value(let expression): addValue(expression, piece, to: &parts)
        case .reference(let label): parts.add(.reference(label: label, location: location))
        case .mention(let word):
            result.mentions.append(Mention(word: word, location: location))
            parts.add(.text("@\(word)"))
        case .citation(let text): addCitation(text, piece, to: &parts)
        case .attributes(let attributes): addSpan(attributes, source: source(ofPiece: number), at: location, to: &parts)
        case .label(let label): parts.append(.label(label, location: location))
        case .escaped(let character): parts.add(.text(String(character)))
        case .foreignFormula(let bracket):
            noteForeignFormula(bracket, at: location)
            parts.add(.text(String(bracket)))
        case .continuation: parts.joinLines()
        case .linkMark: break
        }
    }

    /// A piece as the author wrote it, in one line.
    private func source(ofPiece number: Int) -> String {
        let rest = pieces[(number + 1)...].prefix { $0.meaning == .continuation }
        return ([pieces[number]] + rest).map { $0.source.trimmingBlanks }.joined(separator: " ")
    }

    /// What other systems write between braces would stand on the page as it is.
    private mutating func noteAttributes(in text: String, after part: InlinePart?) {
        guard text.utf8.contains(0x7B), !text.hasPrefix(":::") else { return }
        let afterLink =
            switch part {
            case .inline(.link), .inline(.image): true
            default: false
            }
        guard
            let match = text.firstMatch(of: /\{\.\w[^{}]*\}|\]\{[^{}]*\}/)?.0
                ?? (afterLink ? text.prefixMatch(of: /\{[^{}]*\}/)?.0 : nil)
        else { return }
        let braces = match.drop { $0 != "{" }
        report(
            code: .foreignSyntax, "`\(braces)` has no meaning here", at: location(of: String(braces)),
            help: "the braces that are known are {#label} and, at the beginning of code in the line, {swift}")
    }

    private mutating func addValue(_ expression: String, _ piece: MaskedPiece, to parts: inout [InlinePart]) {
        let (location, end) = (piece.location, piece.endColumn)
        guard !expression.isEmpty else {
            let message = "this inline value has no expression"
            return report(
                code: .badInlineValue, message, at: location, endColumn: end, help: "write `{swift} expression`")
        }
        if let fault = expressionFault(expression) {
            report(code: .badInlineValue, fault, at: location, endColumn: end, help: expressionHelp)
        }
        let value = InlineValue(index: result.inlineValues.count, location: location, expression: expression)
        result.inlineValues.append(value)
        result.steps.append(.inlineValue(value))
        parts.add(.value(value.index))
    }

    /// Keys of works, or labels of figures and their kin, which Quarto lets stand between brackets too.
    private mutating func addCitation(_ text: String, _ piece: MaskedPiece, to parts: inout [InlinePart]) {
        let location = piece.location
        let items = text.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmingBlanks)
        let keys = items.map { String($0.dropFirst()) }
        guard items.allSatisfy({ $0.hasPrefix("@") }), keys.allSatisfy(isCitationKey) else {
            report(
                code: .badCitation, "`[\(text)]` is no citation", at: location, endColumn: piece.endColumn,
                help: "write `[@key]` or `[@key; @key]`")
            return parts.add(.text("[\(text)]"))
        }
        guard keys.contains(where: ReferenceLabel.isLabel) else {
            return parts.add(.citation(keys: keys, location: location))
        }
        for (number, key) in keys.enumerated() {
            if number > 0 { parts.add(.text(", ")) }
            parts.add(.reference(label: key, location: location))
        }
    }
}

/// Whether a word can be the key of a work.
func isCitationKey(_ word: String) -> Bool {
    !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_:.+/".contains($0) }
}
