import Manuscript
import SwiftCode

/// What `swiftc -diagnostic-style llvm` wrote, as diagnostics of the chapter.
package struct CompilerOutput {
    /// Each error once, the chapter's own first; a note that follows an error is its help.
    package internal(set) var errors: [Diagnostic]
    /// Each of the chapter's own warnings once.
    package let warnings: [Diagnostic]

    /// - Parameter file: the chapter. An error outside of it stands at its first line, with its own place in the text.
    package init(_ text: String, chapter file: String) {
        let messages = CompilerMessage.messages(in: text)
        var (own, others, warnings): ([Diagnostic], [Diagnostic], [Diagnostic]) = ([], [], [])
        for (index, message) in messages.enumerated() where !message.isSummary && !message.isOfOurs {
            let next = messages[(index + 1)...].first
            let found = message.diagnostic(in: file, help: next?.severity == "note" ? next?.text : nil)
            switch (message.severity, message.file == file) {
            case ("error", true): own.addOnce(found)
            case ("error", false): others.addOnce(found)
            case ("warning", true): warnings.addOnce(found)
            default: break
            }
        }
        errors = own + others
        self.warnings = warnings
    }
}

extension [Diagnostic] {
    /// The compiler may say the same of one place twice, the second time with less around it.
    fileprivate mutating func addOnce(_ new: Diagnostic) {
        if !contains(where: { $0.location == new.location && $0.message == new.message }) { append(new) }
    }
}

/// One line of the form `file:line:column: severity: text`; the place is missing where the driver or linker speaks.
struct CompilerMessage {
    let file: String?
    let line: Int
    let column: Int
    let severity: Substring
    let text: String
    /// From the marks below the quoted line; nil where there are none but the caret.
    var endColumn: Int?

    static func messages(in text: String) -> [CompilerMessage] {
        var messages: [CompilerMessage] = []
        for line in text.split(separator: "\n").map(String.init) {
            if let message = CompilerMessage(line) {
                messages.append(message)
            } else if let last = messages.last, last.endColumn == nil {
                messages[messages.count - 1].endColumn = last.end(ofMarks: line)
            }
        }
        return messages
    }

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
        // Behind a warning stands its group, such as `[#no-usage]`.
        self.text = String(match.output.text.replacing(/\ \[#[A-Za-z\-]+\]$/, with: ""))
    }

    /// Whether it is about what ``ModelMaker`` has put into the code.
    var isOfOurs: Bool { text.contains("'\(ModelMaker.captureName)'") }

    /// The column after the marks `^~~~` that begin at the message's column; nil for any other line.
    private func end(ofMarks line: String) -> Int? {
        guard line.allSatisfy({ " ~^".contains($0) }), let caret = line.firstIndex(of: "^"),
            line.distance(from: line.startIndex, to: caret) == column - 1
        else { return nil }
        let marks = line[caret...].dropFirst().prefix { $0 == "~" }.count
        return marks > 0 ? column + 1 + marks : nil
    }

    /// The driver repeats in general words what the compiler or the linker said before.
    var isSummary: Bool {
        file == nil && (text.contains("command failed with exit code") || text.contains("use -v to see invocation"))
    }

    func diagnostic(in chapter: String, help: String?) -> Diagnostic {
        let isWarning = severity == "warning"
        let code: DiagnosticCode = isWarning ? .compilerWarning : .compileError
        if file == chapter {
            let place = SourceLocation(file: chapter, line: line, column: column)
            return Diagnostic(
                isWarning ? .warning : .error, code: code, at: place, endColumn: endColumn, text, help: help)
        }
        let place = file.map { "\($0):\(line): " } ?? ""
        return Diagnostic(code: code, at: SourceLocation(file: chapter, line: 1), place + text, help: help)
    }
}
