import Manuscript

/// The options of a fence, with the places of those that the reader of the chapter has more to do with.
struct ReadOptions: Equatable {
    var options = CellOptions()
    /// `include: path#name` of a fence that is shown.
    var quotedPath: String?
    /// Where each option stands, key by key.
    var locations: [String: SourceLocation] = [:]
    var diagnostics: [Diagnostic] = []
}

/// Reads the option lines of a fence.
struct CellOptionsReader {
    static let keys = [
        "label", "fig-cap", "fig-alt", "tbl-cap", "echo", "code-fold", "code-summary", "output", "error", "include",
    ]

    let file: String
    /// The chapter's line of the fence's first line inside.
    let firstLine: Int
    /// How many characters of the chapter's lines stand before the fence.
    let margin: Int
    /// Whether the fence runs; if it does not, `include` names a file and no other option is of use.
    let runs: Bool

    func read(_ lines: OptionLines) -> ReadOptions {
        var read = ReadOptions()
        for group in lines.groups { self.read(group, into: &read) }
        for line in lines.hashLines {
            note("options of a Swift cell begin with `//|`, not `#|`", line: line, in: &read)
        }
        for line in lines.strayLines {
            note("this option has no effect below the first line of code", line: line, in: &read)
        }
        return read
    }

    private func note(_ message: String, line: Int, in read: inout ReadOptions) {
        let place = SourceLocation(file: file, line: firstLine + line)
        read.diagnostics.append(Diagnostic(code: .misplacedOption, at: place, message))
    }

    private func read(_ group: OptionLines.Group, into read: inout ReadOptions) {
        var settings = YAMLSettings(file: file, linesBefore: firstLine + group.line - 1)
        defer { read.diagnostics += settings.diagnostics.map { placed($0, in: group) } }
        noteComment(in: group, &read)
        guard let root = settings.root(of: group.yaml.joined(separator: "\n")) else { return }
        guard case .mapping = root.content else {
            let text = root.text.map { "`\($0)`" } ?? "this"
            return settings.note(
                code: .badOptionValue, "\(text) is no option", at: root,
                help: "write `//| key: value`, with a space after the colon")
        }
        for (key, value) in settings.entries(of: root, keys: Self.keys) {
            if read.locations[key] != nil {
                settings.note(code: .duplicateOption, "`\(key)` is given twice", at: value)
            } else {
                read.locations[key] = SourceLocation(file: file, line: firstLine + group.line)
                set(key, to: value, in: &read, &settings)
            }
        }
    }

    /// A caption such as `The C # language` loses its end, for YAML takes it for a comment.
    private func noteComment(in group: OptionLines.Group, _ read: inout ReadOptions) {
        let text = group.yaml[0]
        guard text.contains(" #"), let value = text.firstMatch(of: /:\s+([^"'|>\s#][^#]*\s#.*)$/)?.1 else { return }
        let hidden = value.drop { $0 != "#" }
        let location = SourceLocation(file: file, line: firstLine + group.line)
        read.diagnostics.append(
            Diagnostic(
                .warning, code: .commentedValue, at: location, "`\(hidden)` is a comment and no part of the value",
                help: "put the whole value between quotes"))
    }

    /// Columns count in the YAML, which begins behind the `//|`; in the further lines of a value they are not known.
    private func placed(_ diagnostic: Diagnostic, in group: OptionLines.Group) -> Diagnostic {
        let place = diagnostic.location
        let before = place.line == firstLine + group.line ? margin + group.margin : nil
        func moved(_ column: Int?) -> Int? { before.flatMap { before in column.map { $0 + before } } }
        return diagnostic.with(
            location: SourceLocation(file: place.file, line: place.line, column: moved(place.column)),
            endColumn: .some(moved(diagnostic.endColumn)))
    }

    private func set(_ key: String, to value: YAMLNode, in read: inout ReadOptions, _ settings: inout YAMLSettings) {
        guard runs else { return setQuote(key, to: value, in: &read, &settings) }
        let defaults = CellOptions()
        switch key {
        case "label": read.options.label = settings.text(value, of: key)
        case "fig-cap": read.options.figureCaption = caption(value, of: key, &settings)
        case "fig-alt": read.options.figureAlternative = caption(value, of: key, &settings)
        case "tbl-cap": read.options.tableCaption = caption(value, of: key, &settings)
        case "code-summary": read.options.codeSummary = settings.text(value, of: key)
        case "echo": read.options.echo = settings.truth(value, of: key) ?? defaults.echo
        case "output": read.options.output = settings.truth(value, of: key) ?? defaults.output
        case "error": read.options.error = settings.truth(value, of: key) ?? defaults.error
        case "include":
            let help = "a file is quoted in a fence that says `swift` alone"
            read.options.include = settings.truth(value, of: key, help: help) ?? defaults.include
        case "code-fold": read.options.codeFold = settings.truth(value, of: key) ?? defaults.codeFold
        default: fatalError("no option \(key)")
        }
    }

    /// A text for readers: without words it is a mistake, and no reason to miss the caption too.
    private func caption(_ value: YAMLNode, of key: String, _ settings: inout YAMLSettings) -> String? {
        guard value.text?.trimmingBlanks.isEmpty == true else { return settings.text(value, of: key) }
        settings.note(
            code: key == "fig-alt" ? .missingAlternative : .emptyCaption, "`\(key)` is empty", at: value,
            help: "write what it shows, or drop the option")
        return ""
    }

    private func setQuote(
        _ key: String, to value: YAMLNode, in read: inout ReadOptions, _ settings: inout YAMLSettings
    ) {
        if key == "include" {
            read.quotedPath = settings.text(value, of: key)
        } else {
            settings.note(
                code: .misplacedOption, "`\(key)` is an option of a cell that runs", at: value,
                help: "write `swift run` after the fence")
        }
    }
}
