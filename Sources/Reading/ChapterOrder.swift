import Manuscript

/// The files of a book's chapters in the book's order.
struct ChapterOrder: Equatable {
    private(set) var files: [String] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// `names` are the files in `chapters`; `list` is what the settings say about their order, if anything.
    init(of names: [String], list: [YAMLNode]?) {
        let names = withoutTwins(names)
        var ordered = names
        if let list {
            ordered = []
            for item in list { add(item, to: &ordered, known: names) }
            for name in names where !ordered.contains(name) { noteLeftOut(name) }
        }
        files = ordered.filter { $0.hasSuffix(".md") }.map { "chapters/\($0)" }
        checkNames(ordered)
    }

    /// A name that differs from another's only in how an accent is written, with the letter or after it, is the same
    /// name to a reader, and to us.
    private mutating func withoutTwins(_ names: [String]) -> [String] {
        var known: Set<String> = []
        return names.filter { name in
            if known.insert(name).inserted { return true }
            diagnostics.append(
                Diagnostic(
                    code: .duplicateChapter, at: SourceLocation(file: "chapters/\(name)", line: 1),
                    "another chapter's name differs from this one only in how its accents are written",
                    help: "rename one of the two files, or remove it"))
            return false
        }
    }

    private mutating func add(_ item: YAMLNode, to ordered: inout [String], known names: [String]) {
        let location = SourceLocation(file: BookSettingsReader.file, line: item.line, column: item.column)
        let text = item.text ?? ""
        let name = text.hasSuffix(".md") ? text : "\(text).md"
        if !names.contains(name) {
            let help = didYouMean(name, among: names)
            let message = "there is no chapter `\(name)`"
            diagnostics.append(Diagnostic(code: .unknownChapter, at: location, message, help: help))
        } else if ordered.contains(name) {
            let message = "the chapter `\(name)` is listed twice"
            diagnostics.append(Diagnostic(code: .duplicateChapter, at: location, message))
        } else {
            ordered.append(name)
        }
    }

    private mutating func noteLeftOut(_ name: String) {
        let location = SourceLocation(file: "chapters/\(name)", line: 1)
        diagnostics.append(
            Diagnostic(
                .warning, code: .unlistedChapter, at: location, "this chapter is not in the book",
                help: "add it to the list `chapters:` in \(BookSettingsReader.file)"))
    }

    private mutating func checkNames(_ names: [String]) {
        for name in names {
            let location = SourceLocation(file: "chapters/\(name)", line: 1)
            let stem = name.dropLast(".md".count)
            if let meaning = OwnPage.meanings[String(stem)] {
                let help = "call it 01-\(stem).md, for example"
                let message = "the page `\(stem)` is \(meaning)"
                diagnostics.append(Diagnostic(code: .badFileName, at: location, message, help: help))
            } else if !stem.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) {
                let message = "a chapter's file name holds letters, digits, hyphens and dots"
                diagnostics.append(
                    Diagnostic(code: .badFileName, at: location, message, help: "call it such as 01-name.md"))
            }
        }
    }
}
