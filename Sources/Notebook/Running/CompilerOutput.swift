/// What `swiftc -diagnostic-style llvm` wrote, as diagnostics of the chapter.
package struct CompilerOutput {
    /// Each error once, the chapter's own first; a note that follows an error is its help.
    package let errors: [Diagnostic]

    /// - Parameter file: the chapter. An error outside of it stands at its first line, with its own place in the text.
    package init(_ text: String, chapter file: String) {
        let messages = text.split(separator: "\n").compactMap { CompilerMessage(String($0)) }
        var own: [Diagnostic] = []
        var others: [Diagnostic] = []
        for (index, message) in messages.enumerated() where message.severity == "error" && !message.isSummary {
            let next = messages[(index + 1)...].first
            let error = message.diagnostic(in: file, help: next?.severity == "note" ? next?.text : nil)
            if own.contains(error) || others.contains(error) { continue }
            message.file == file ? own.append(error) : others.append(error)
        }
        errors = own + others
    }
}

/// One line of the form `file:line:column: severity: text`; the place is missing where the driver or linker speaks.
struct CompilerMessage {
    let file: String?
    let line: Int
    let column: Int
    let severity: Substring
    let text: String

    /// Nil for a line that is no message, such as a quoted line of source.
    init?(_ text: String) {
        let pattern =
            #/
            ^(?: (?<file> [^:\s][^:]* ) : (?<line> \d+ ) : (?<column> \d+ ) :\x20
                | [\w.\/\-]* (?: clang | lld | swiftc? ) :\x20 )?
            (?<severity> error | warning | note ) :\x20 (?<text> .+ )$
            /#
        guard let match = text.wholeMatch(of: pattern) else { return nil }
        file = match.output.file.map(String.init)
        line = match.output.line.flatMap { Int($0) } ?? 0
        column = match.output.column.flatMap { Int($0) } ?? 0
        severity = match.output.severity
        self.text = String(match.output.text)
    }

    /// The driver repeats in general words what the compiler or the linker said before.
    var isSummary: Bool {
        file == nil && (text.contains("command failed with exit code") || text.contains("use -v to see invocation"))
    }

    func diagnostic(in chapter: String, help: String?) -> Diagnostic {
        if file == chapter {
            return Diagnostic(at: SourceLocation(file: chapter, line: line, column: column), text, help: help)
        }
        let place = file.map { "\($0):\(line): " } ?? ""
        return Diagnostic(at: SourceLocation(file: chapter, line: 1), place + text, help: help)
    }
}
