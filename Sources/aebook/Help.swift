/// What `--help` says.
enum Help {
    static var overview: String {
        let verbs = AebookCommand.verbs.map { ($0.name, $0.summary) }
        return """
            aebook \(AebookCommand.version): builds a book whose figures and numbers are computed from its chapters

            usage: aebook COMMAND [OPTIONS]

            commands:
            \(columns(verbs))

            A book is a folder that contains `chapters/`. Commands work on the book in or above the current folder.
            In a chapter, `{swift} x` is a computed value, [text]{claim="a < b"} is a sentence that is checked on every
            build, and [28]{.constant} is a number that is given, not computed.
            Run `aebook COMMAND --help` for details.
            """
    }

    static func text(for verb: any Verb.Type) -> String {
        let options = verb.options + Option.common
        let words = verb.words.map { $0.hasSuffix("…") ? " [\($0)]" : " \($0)" } ?? ""
        let brief = verb.options.map { " [\($0.usage)]" }.joined()
        return """
            \(verb.summary)

            usage: aebook \(verb.name)\(words)\(brief)
            \(explanation(of: verb))
            options:
            \(columns(options.map { ($0.usage, $0.summary) }))\(formats(of: verb))
            """
    }

    private static func formats(of verb: any Verb.Type) -> String {
        let takesFormat = verb.options.contains { $0.name == FormatChoice.option.name }
        return takesFormat ? "\n\nFORMAT is one of\n\(columns(FormatChoice.rows))" : ""
    }

    private static func explanation(of verb: any Verb.Type) -> String {
        switch verb.words {
        case "NAME"?:
            "\nNAME is a training run's name, or a chapter's name, the beginning of it, its number, or its path.\n"
        case "NAME…"?:
            "\nNAME is a training run's name, as in `aebook list`. Without a name, all runs are verified.\n"
        case let words? where words.hasPrefix("CHAPTER"):
            "\nCHAPTER is a chapter's name, the beginning of it, its number, or its path.\n"
        default: ""
        }
    }

    private static func columns(_ rows: [(String, String)]) -> String {
        let width = (rows.map(\.0.count).max() ?? 0) + 3
        return rows.map { "  " + padded($0.0, to: width) + $0.1 }.joined(separator: "\n")
    }
}

/// A text with blanks after it up to a width.
func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// A text with blanks before it up to a width.
func indented(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
