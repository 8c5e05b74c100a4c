import Manuscript
import SwiftCode

/// Reads the lines of a `diff` fence: options `#| expect: …` first, then the edit.
struct SuggestedEditReader {
    /// The fence's.
    let location: SourceLocation
    private(set) var edit: SuggestedEdit
    /// The lines of the edit, as the page shows them.
    private(set) var shown: String
    private(set) var diagnostics: [Diagnostic] = []

    init(_ text: String, at location: SourceLocation) {
        self.location = location
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let options = lines.prefix { $0.hasPrefix("#|") }
        lines.removeFirst(options.count)
        while lines.last?.isEmpty == true { lines.removeLast() }
        shown = lines.joined(separator: "\n")
        edit = SuggestedEdit(old: [], new: [], location: location)
        let expectation = readOptions(Array(options))
        edit = SuggestedEdit(
            old: lines.filter { !$0.hasPrefix("+") }.map { String($0.dropFirst()) },
            new: lines.filter { !$0.hasPrefix("-") }.map { String($0.dropFirst()) }, expectation: expectation,
            location: location)
    }

    private mutating func readOptions(_ lines: [String]) -> String? {
        var expectation: String?
        for (index, line) in lines.enumerated() {
            let place = SourceLocation(file: location.file, line: location.line + 1 + index)
            let parts = line.dropFirst(2).split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
            let key = parts.first.map { String($0.reversed().drop { $0 == " " }.reversed()) } ?? ""
            guard key == "expect", parts.count == 2 else {
                diagnostics.append(
                    Diagnostic(
                        code: .unknownOption, at: place, "`\(key)` is no option of an edit",
                        help: didYouMean(key, among: ["expect"]) ?? "write `#| expect: expression`"))
                continue
            }
            expectation = String(parts[1])
            if expressionFault(String(parts[1])) != nil {
                let message = "what is expected must be one Swift expression"
                diagnostics.append(Diagnostic(code: .badEdit, at: place, message))
            }
        }
        return expectation
    }
}

/// Whether the edits that a chapter suggests can be made: a chapter changes, and its exercises are forgotten. Warnings
/// only, because a reader who makes one may take the lines of another away.
func suggestedEditDiagnostics(_ edits: [SuggestedEdit], in text: String) -> [Diagnostic] {
    guard !edits.isEmpty else { return [] }
    let text = EditedText(text)
    return edits.compactMap { edit in
        if edit.old == edit.new {
            return Diagnostic(code: .badEdit, at: edit.location, "this edit changes nothing")
        }
        let count = edit.occurrences(in: text)
        guard count != 1, !edit.isMade(in: text) else { return nil }
        let found = count == 0 ? "do not stand in the chapter" : "stand in the chapter \(count) times"
        return Diagnostic(
            .warning, code: .badEdit, at: edit.location, "the lines that this edit changes \(found)",
            help: "copy them as they are, each after a `-`, with lines around them until they are unique")
    }
}
