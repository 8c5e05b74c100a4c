import Manuscript

/// A chapter's title, and what is left of the chapter.
struct ChapterTitle: Equatable {
    private(set) var content: [Inline] = []
    private(set) var text = ""
    private(set) var label: String?
    private(set) var location: SourceLocation
    private(set) var rest: [Block]
    private(set) var diagnostics: [Diagnostic] = []

    /// `name` is the chapter's name, in the place of a title that is missing.
    init(in blocks: [Block], front: FrontMatter, file: String, name: String) {
        rest = blocks
        location = SourceLocation(file: file, line: 1)
        let places = blocks.indices.filter { Self.isTitle(blocks[$0]) }
        if let place = places.first, case .heading(_, let content, let identifier, let location) = blocks[place] {
            rest.remove(at: place)
            (self.content, self.location) = (content, location)
            text = writtenText(of: content).trimmingBlanks
            label = ReferenceLabel.isLabel(identifier) ? identifier : nil
            check(isFirst: place == 0, front: front)
        } else {
            useFrontMatter(front, file: file, name: name)
        }
        for place in places.dropFirst() { noteSecond(blocks[place]) }
    }

    private static func isTitle(_ block: Block) -> Bool {
        if case .heading(level: 1, _, _, _) = block { true } else { false }
    }

    private mutating func check(isFirst: Bool, front: FrontMatter) {
        if !isFirst {
            diagnostics.append(
                Diagnostic(
                    code: .misplacedTitle, at: location, "something stands before the title",
                    help: "a chapter begins with its title"))
        }
        if text.isEmpty { diagnostics.append(Diagnostic(code: .missingTitle, at: location, "the title is empty")) }
        if holdsValue(content) {
            diagnostics.append(
                Diagnostic(
                    code: .badInlineValue, at: location,
                    "an inline value or a claim cannot stand in a chapter's title",
                    help: "other pages show the title too, as plain text"))
        }
        if let title = front.title {
            let place = SourceLocation(file: location.file, line: title.line + 1)
            let message = "the front matter's title is not used, because line \(location.line) has one"
            diagnostics.append(Diagnostic(.warning, code: .misplacedTitle, at: place, message))
        }
    }

    private mutating func useFrontMatter(_ front: FrontMatter, file: String, name: String) {
        if let title = front.title, let words = title.text, !words.isEmpty {
            text = words
            location = SourceLocation(file: file, line: title.line + 1)
        } else {
            text = name
            diagnostics.append(
                Diagnostic(
                    code: .missingTitle, at: location, "the chapter has no title",
                    help: "begin it with a line `# Title`"))
        }
        content = [.text(text)]
    }

    private mutating func noteSecond(_ block: Block) {
        guard case .heading(_, _, _, let place) = block else { return }
        diagnostics.append(
            Diagnostic(
                code: .misplacedTitle, at: place,
                "a chapter has one heading of level 1, and it is in line \(location.line)",
                help: "begin this one with `##`"))
    }
}

private func holdsValue(_ inlines: [Inline]) -> Bool {
    var found = false
    TreeWalk(
        cells: [],
        inline: { inline in
            switch inline {
            case .value, .span(.claim, _): found = true
            default: break
            }
        }
    ).walk(inlines)
    return found
}
